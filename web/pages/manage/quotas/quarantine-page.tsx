import { Link } from '@tanstack/react-router'
import type { HeldThing } from '../../../../contract/quotas.ts'
import { quotaApi } from '../../../api/manage.ts'
import { useApi } from '../../../api/query.ts'
import { page } from '../../../paths.ts'
import { Empty } from '../../../ui/faces/faces.tsx'
import { ToggleChip } from '../../../ui/parts/chip.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import { Listing } from '../parts/listing.tsx'
import { Find, Page, Tools } from '../parts/page.tsx'
import { usePaging } from '../parts/pager.tsx'
import { Sheet } from '../parts/sheet.tsx'
import type { Column } from '../parts/table.tsx'
import { texts as common } from '../texts.ts'
import { useSection } from '../use-section.ts'
import { HeldSheet } from './held-sheet.tsx'
import { HeldState } from './held-state.tsx'
import { texts } from './texts.ts'

/** Things that sent more than their quota: what came, and what is to become of it. */
export function QuarantinePage() {
  const t = useText(texts)
  const c = useText(common)
  const [search, show] = useSection()
  const { thing, state } = search
  const paging = usePaging(`${thing} ${state}`)
  const list = useApi(
    quotaApi.quarantine({
      state: state === 'all' ? 'all' : 'open',
      ...(thing && { thing }),
      ...(paging.after !== undefined && { before: paging.after }),
    }),
    { keepPrevious: true, refreshOn: ({ kind }) => kind.startsWith('quarantine.') },
  )
  const open = list.data?.items.find(({ id }) => id === search.id)
  return (
    <Page
      title={c('quarantine')}
      about={t('quarantineAbout')}
      actions={<Link {...page.manage('quotas')}>{t('toQuotas')}</Link>}
    >
      <Tools>
        <Find key={thing ?? ''} words={thing} hint={t('thing')} onFind={(next) => show({ thing: next })} />
        <ToggleChip on={state !== 'all'} onPress={() => show({ state: state === 'all' ? undefined : 'all' })}>
          {t('openOnly')}
        </ToggleChip>
      </Tools>
      <Listing
        label={c('quarantine')}
        of={list}
        paging={paging}
        columns={useColumns()}
        keyOf={({ id }) => id}
        chosen={search.id}
        onOpen={({ id }) => show({ id })}
        {...(!thing && { empty: <Empty title={t('none')}>{t('noneWhy')}</Empty> })}
      />
      <Sheet title={open?.thing.code} open={open !== undefined} onLeave={() => show({ id: undefined })}>
        {open && <HeldSheet key={open.id} held={open} onDone={() => list.refetch()} />}
      </Sheet>
    </Page>
  )
}

function useColumns(): Column<HeldThing>[] {
  const t = useText(texts)
  const c = useText(common)
  const format = useFormat()
  return [
    { title: t('thing'), cell: ({ thing }) => thing.code },
    { title: c('state'), cell: (held) => <HeldState held={held} /> },
    { title: t('over'), figures: true, cell: ({ overCount }) => format.number(overCount) },
    { title: t('began'), figures: true, cell: ({ beganAt }) => format.when(beganAt) },
    { title: t('last'), figures: true, cell: ({ lastAt }) => format.when(lastAt) },
    { title: t('source'), cell: ({ source }) => source },
  ]
}
