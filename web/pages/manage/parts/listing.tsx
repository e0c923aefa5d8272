import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ApiProblem } from '../../../api/problem.ts'
import { Answer } from '../../../frame/answer.tsx'
import { Empty } from '../../../ui/faces/faces.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { texts } from '../texts.ts'
import { Pager, type Paging, useCut } from './pager.tsx'
import { Table, type TableProps } from './table.tsx'

interface Page<Row> {
  readonly items: readonly Row[]
  readonly next?: string | number | null
}

interface ListingProps<Row> extends Omit<TableProps<Row>, 'rows'> {
  readonly of: UseQueryResult<Page<Row>, ApiProblem>
  readonly paging?: Paging
  /** What an empty list says; by default that nothing was found. */
  readonly empty?: ReactNode
}

/** A list asked for page by page, with the faces of its waiting, failing and being empty. */
export function Listing<Row>({ of, paging, empty, ...table }: ListingProps<Row>) {
  return (
    <Answer of={of} lines={9}>
      {({ items, next = null }) => (
        <div>
          {items.length === 0 ? (empty ?? <NothingFound />) : <Table {...table} rows={items} />}
          {paging && <Pager paging={paging} next={next} />}
        </div>
      )}
    </Answer>
  )
}

/** Nothing fits what was looked for. */
export function NothingFound() {
  const t = useText(texts)
  return (
    <Empty title={t('nothing')}>
      <p>{t('nothingWhy')}</p>
    </Empty>
  )
}

interface CutListingProps<Row> extends Omit<ListingProps<Row>, 'paging'> {
  /** Which rows are meant; by default all. */
  readonly wanted?: (row: Row) => boolean
  /** What is looked for: another value begins at the first page. */
  readonly cutBy: string
}

/** A list that the server sends as a whole, looked through and cut into pages here. */
export function CutListing<Row>({ of, wanted = () => true, cutBy, empty, ...table }: CutListingProps<Row>) {
  return (
    <Answer of={of} lines={9}>
      {({ items }) => <Cut rows={items.filter(wanted)} cutBy={cutBy} empty={empty} {...table} />}
    </Answer>
  )
}

function Cut<Row>({
  rows,
  cutBy,
  empty,
  ...table
}: Omit<CutListingProps<Row>, 'of' | 'wanted'> & { rows: readonly Row[] }) {
  const { paging, items, next } = useCut(rows, cutBy)
  if (rows.length === 0) return empty ?? <NothingFound />
  return (
    <div>
      <Table {...table} rows={items} />
      <Pager paging={paging} next={next} />
    </div>
  )
}
