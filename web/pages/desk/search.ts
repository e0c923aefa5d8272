import type { CaseQuery } from '../../../contract/cases/index.ts'

/** What the list of the Desk shows, as it stands in the address. */
export type DeskSearch = Partial<
  Pick<
    CaseQuery,
    'queue' | 'state' | 'q' | 'category' | 'division' | 'channel' | 'light' | 'severity' | 'order' | 'limit' | Figure
  >
>

/** What a figure elsewhere counts, so that it can open the list behind it. */
type Figure = 'openedFrom' | 'openedTo' | 'closedFrom' | 'reached' | 'reworked'

// Spelled out, because the schemas of the contract stay out of the built pages.
export const orders = ['due', 'newest', 'severity'] as const
export const lights = ['red', 'amber', 'green'] as const
export const channels = ['signal', 'hotline', 'patrol', 'resident'] as const
export const severities = ['red', 'orange', 'yellow', 'blue'] as const
const stages = ['filed', 'dispatched', 'disposed', 'closed'] as const
const queues = ['mine', 'handled', 'open', 'all'] as const

/** Rows shown at first, and how many more each time. */
export const pageOfRows = 50
/** The most one list shows; whoever needs more narrows it. */
export const mostRows = 200

const oneOf = <Value extends string>(values: readonly Value[], raw: unknown): Value | undefined =>
  values.find((value) => value === raw)

/** An address turns `?q=418` into a number: it is meant as it was typed. */
const asText = (raw: unknown): string | undefined => {
  if (typeof raw !== 'string' && typeof raw !== 'number') return undefined
  const text = String(raw).trim().slice(0, 100)
  return text === '' ? undefined : text
}

const asInstant = (raw: unknown): string | undefined =>
  typeof raw === 'string' && !Number.isNaN(Date.parse(raw)) ? raw : undefined

const asLimit = (raw: unknown): number | undefined =>
  typeof raw === 'number' && raw > pageOfRows && raw <= mostRows ? raw : undefined

/** The filters in an address; anything else there is ignored. */
export function readDeskSearch(raw: Readonly<Record<string, unknown>>): DeskSearch {
  const read: DeskSearch = {
    queue: oneOf(queues, raw.queue),
    state: asText(raw.state),
    q: asText(raw.q),
    category: asText(raw.category),
    division: asText(raw.division),
    channel: oneOf(channels, raw.channel),
    light: oneOf(lights, raw.light),
    severity: oneOf(severities, raw.severity),
    openedFrom: asInstant(raw.openedFrom),
    openedTo: asInstant(raw.openedTo),
    closedFrom: asInstant(raw.closedFrom),
    reached: oneOf(stages, raw.reached),
    reworked: raw.reworked === true ? true : undefined,
    order: oneOf(orders, raw.order),
    limit: asLimit(raw.limit),
  }
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined))
}
