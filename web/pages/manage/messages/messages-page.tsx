import type { DueMessage } from '../../../../contract/messages.ts'
import { messageApi } from '../../../api/absences.ts'
import { useApi } from '../../../api/query.ts'
import { Empty } from '../../../ui/faces/faces.tsx'
import { ToggleChip } from '../../../ui/parts/chip.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import css from '../manage.module.css'
import { Listing } from '../parts/listing.tsx'
import { Find, Page, Tools } from '../parts/page.tsx'
import { usePaging } from '../parts/pager.tsx'
import { useDivisionName } from '../parts/places.ts'
import { Sheet } from '../parts/sheet.tsx'
import type { Column } from '../parts/table.tsx'
import { texts as common } from '../texts.ts'
import { useSection } from '../use-section.ts'
import { MessageSheet } from './message-sheet.tsx'
import { OfCase } from './of-case.tsx'
import { texts } from './texts.ts'

const sorts = ['contact', 'unit', 'role'] as const

/** What was to be told to whom, when and for which case. */
export function MessagesPage() {
  const t = useText(texts)
  const c = useText(common)
  const [search, show] = useSection()
  const { kind, thing } = search
  const to = sorts.find((sort) => sort === kind)
  const paging = usePaging(`${to} ${thing}`)
  const before = paging.after === undefined ? {} : { before: Number(paging.after) }
  const list = useApi(messageApi.list({ ...(to && { to }), ...(thing && { thing }), ...before }), {
    keepPrevious: true,
    refreshOn: (event) => event.kind === 'message.due',
  })
  const open = list.data?.items.find(({ ordinal }) => String(ordinal) === search.id)
  const isFiltered = to !== undefined || thing !== undefined
  return (
    <Page title={c('messages')} about={t('about')}>
      <Tools>
        {sorts.map((sort) => (
          <ToggleChip key={sort} on={sort === to} onPress={() => show({ kind: sort === to ? undefined : sort })}>
            {t(sort)}
          </ToggleChip>
        ))}
        <Find words={thing} hint={t('thing')} onFind={(next) => show({ thing: next })} />
      </Tools>
      <Listing
        label={c('messages')}
        of={list}
        paging={paging}
        columns={useColumns()}
        keyOf={({ ordinal }) => String(ordinal)}
        chosen={search.id}
        onOpen={({ ordinal }) => show({ id: String(ordinal) })}
        {...(!isFiltered && { empty: <Empty title={t('none')}>{t('noneWhy')}</Empty> })}
      />
      <Sheet title={t('message')} open={open !== undefined} onLeave={() => show({ id: undefined })}>
        {open && <MessageSheet key={open.ordinal} message={open} />}
      </Sheet>
    </Page>
  )
}

function useColumns(): Column<DueMessage>[] {
  const t = useText(texts)
  const c = useText(common)
  const said = useSaid()
  const format = useFormat()
  const division = useDivisionName()
  return [
    { title: t('at'), figures: true, cell: ({ at }) => `${format.day(at)} ${format.time(at)}` },
    { title: t('to'), cell: ({ name }) => said(name) },
    { title: t('what'), cell: ({ text }) => (text ? said(text) : <span className={css.quiet}>{t('hidden')}</span>) },
    { title: t('case'), cell: (message) => <OfCase message={message} /> },
    { title: c('division'), cell: ({ divisionKey }) => division(divisionKey) },
  ]
}
