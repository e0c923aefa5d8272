import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useContext } from 'react'
import type { JournalPage as Found, JournalLine } from '../../../../contract/journal.ts'
import { journalApi } from '../../../api/manage.ts'
import { useApi } from '../../../api/query.ts'
import { page } from '../../../paths.ts'
import { Empty } from '../../../ui/faces/faces.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { useFormat, Zone } from '../../../ui/time/use-format.ts'
import css from '../manage.module.css'
import { Listing, NothingFound } from '../parts/listing.tsx'
import { Page } from '../parts/page.tsx'
import { type Paging, usePaging } from '../parts/pager.tsx'
import { useDivisionName } from '../parts/places.ts'
import { Sheet } from '../parts/sheet.tsx'
import type { Column } from '../parts/table.tsx'
import { texts as common } from '../texts.ts'
import { useSection } from '../use-section.ts'
import { EntrySheet } from './entry-sheet.tsx'
import { filterOf } from './filter.ts'
import { Filters } from './filters.tsx'
import own from './journal.module.css'
import { StatePanel } from './state-panel.tsx'
import { texts } from './texts.ts'
import { useActorName, useKindName } from './words.ts'

/** The journal: how it is sealed, its entries by what is looked for, one entry and its proof. */
export function JournalPage() {
  const t = useText(texts)
  const c = useText(common)
  const [search, show] = useSection()
  const filter = filterOf(search, useContext(Zone))
  const paging = usePaging(JSON.stringify(filter))
  const before = paging.after === undefined ? {} : { before: Number(paging.after) }
  const list = useApi(journalApi.entries({ ...filter, ...before }), { keepPrevious: true })
  const ordinal = Number(search.id)
  const leave = () => show({ id: undefined })
  return (
    <Page
      title={c('journal')}
      about={t('about')}
      actions={
        <>
          <Button onClick={() => (paging.page === 1 ? void list.refetch() : paging.first())} loading={list.isFetching}>
            {c('reload')}
          </Button>
          <Button href={journalApi.exported(filter)} download title={t('exportAbout')}>
            {t('exportIt')}
          </Button>
        </>
      }
    >
      <StatePanel />
      <Filters search={search} show={show} />
      <Listing
        label={c('journal')}
        of={list}
        paging={paging}
        columns={useColumns()}
        keyOf={(line) => String(line.ordinal)}
        chosen={search.id}
        onOpen={(line) => show({ id: String(line.ordinal) })}
        empty={<LookedInVain page={list.data} paging={paging} />}
      />
      <Sheet title={t('entry', { ordinal })} open={ordinal > 0} onLeave={leave}>
        {ordinal > 0 && <EntrySheet key={ordinal} ordinal={ordinal} show={show} />}
      </Sheet>
    </Page>
  )
}

/** Words are looked for stretch by stretch: nothing so far is not nothing at all. */
function LookedInVain({ page: found, paging }: { page: Found | undefined; paging: Paging }) {
  const t = useText(texts)
  const c = useText(common)
  const format = useFormat()
  if (!found?.lookedTo || found.next === null) return <NothingFound />
  const { ordinal, at } = found.lookedTo
  const { next } = found
  return (
    <Empty title={c('nothing')}>
      <p>{t('lookedTo', { ordinal: format.number(ordinal), time: at === null ? '—' : format.when(at) })}</p>
      <Button onClick={() => paging.go(String(next))}>{t('lookFurther')}</Button>
    </Empty>
  )
}

function useColumns(): Column<JournalLine>[] {
  const t = useText(texts)
  const c = useText(common)
  const format = useFormat()
  const kindName = useKindName()
  const actorName = useActorName()
  const division = useDivisionName()
  return [
    { title: t('ordinal'), figures: true, cell: ({ ordinal }) => ordinal },
    { title: t('at'), figures: true, cell: ({ at }) => `${format.day(at)} ${format.second(at)}` },
    { title: t('what'), cell: ({ kind }) => <span title={kind}>{kindName(kind)}</span> },
    { title: t('whoHead'), cell: (line) => actorName(line) },
    { title: t('matterHead'), cell: ({ matter }) => <MatterName matter={matter} /> },
    { title: c('division'), cell: ({ divisionKey }) => division(divisionKey) },
    { title: t('why'), cell: ({ why }) => why ?? <span className={css.quiet}>—</span> },
  ]
}

const shortened = 6

/** A matter by its kind and the end of its id; a press shows all of its entries. */
function MatterName({ matter }: { matter: string | null }) {
  if (matter === null) return <span className={css.quiet}>—</span>
  const at = matter.indexOf(':') + 1
  const id = matter.slice(at)
  return (
    <Link {...page.manage('journal', { matter })} title={matter} className={own.matter}>
      {matter.slice(0, at)}
      {id.length > 20 ? `…${id.slice(-shortened)}` : id}
    </Link>
  )
}
