import type { CaseQuery, Queues } from '../../../contract/cases/index.ts'
import { type DeskSearch, pageOfRows, readDeskSearch } from './search.ts'

/** The queue that is shown: a search looks everywhere, and whoever has no work of their own sees what is open. */
function queueOf({ queue, q }: DeskSearch, waits: Queues): CaseQuery['queue'] {
  if (q !== undefined) return 'all'
  return queue ?? (waits.mine.length > 0 ? 'mine' : 'open')
}

/** What to ask the server for. A search shows the newest first, a queue what is due first. */
export function queryOf(search: DeskSearch, waits: Queues): Partial<CaseQuery> {
  const { q, order, limit = pageOfRows } = search
  return { ...search, queue: queueOf(search, waits), order: order ?? (q === undefined ? 'due' : 'newest'), limit }
}

/** The same list with other filters, from its beginning. */
export function narrowed(search: DeskSearch, change: DeskSearch): DeskSearch {
  const { limit: _limit, ...rest } = { ...search, ...change }
  return readDeskSearch(rest)
}

/** No filter at all; queue, search and order stay. */
export const noFilters = {
  category: undefined,
  division: undefined,
  channel: undefined,
  light: undefined,
  severity: undefined,
  openedFrom: undefined,
  openedTo: undefined,
  closedFrom: undefined,
  reached: undefined,
  reworked: undefined,
} satisfies DeskSearch

/** How many filters besides queue and order are on. */
export const filtersOn = (search: DeskSearch): number =>
  Object.keys(noFilters).filter((name) => search[name as keyof typeof noFilters] !== undefined).length
