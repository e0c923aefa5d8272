import type { Channel } from '../../../contract/cases/index.ts'
import type { KeyRange } from '../../kernel/access.ts'
import type { Tx } from '../../kernel/database/pool.ts'
import type { Lists } from './category.ts'

/** One case with the volatile row beside it: what lists, the case page and the map are made from. */
export interface CaseRecord {
  id: string
  matter: string
  number: string
  title: string
  title_en: string
  words: string
  place: string
  place_en: string
  category: string | null
  category_title: { zh: string; en: string } | null
  lists: Lists | null
  condition: { name: string; title: { zh: string; en: string }; closing: { zh: string; en: string } } | null
  severity: number | null
  channel: Channel
  lon: number
  lat: number
  division_key: string
  unit_grid: string | null
  responsibility_grid: string | null
  thing: string | null
  event_count: number
  opened_at: Date
  version: number
  flow: string
  flow_version: number
  state: string
  done: boolean
  holder_unit: string | null
  claimed_by: string | null
  due_at: Date | null
  light_at: Date | null
  changed_at: Date
  memory: unknown
}

const COLUMNS = `c.id, c.matter, c.number, c.title, c.title_en, c.words, c.place, c.place_en, c.category,
  g.title category_title, g.lists, c.condition,
  c.severity, c.channel, c.lon, c.lat, c.division_key, c.unit_grid, c.responsibility_grid, c.thing, c.event_count,
  c.opened_at, m.version, m.flow, m.flow_version, m.state, m.done, m.holder_unit, m.claimed_by, m.due_at, m.light_at,
  m.changed_at, m.memory`

const FROM = `cases.case c join kernel.matter m on m.id = c.matter left join cases.category g on g.code = c.category`

/** Where a person's work lies: a state of a flow in some divisions, or with their unit, or claimed by them. */
export interface InboxPlace {
  flow: string
  state: string
  ranges: readonly KeyRange[]
  /** Only what this unit holds. */
  unit?: string | undefined
  /** Only what this account has claimed. */
  account?: string | undefined
}

/** What of all cases somebody may see. */
export interface Sight {
  /** Everything in these divisions. */
  readonly ranges: readonly KeyRange[]
  /** Everything of some flows, in these divisions. */
  readonly parts: readonly { readonly flow: string; readonly ranges: readonly KeyRange[] }[]
  /** In these, only what their unit holds or they have worked on. */
  readonly own: readonly KeyRange[]
  readonly unit: string | null
  readonly account: string
}

export interface ListFilter {
  sight: Sight
  inbox?: readonly InboxPlace[] | undefined
  handledBy?: string | undefined
  open?: boolean | undefined
  ids?: readonly string[] | undefined
  state?: string | undefined
  done?: boolean | undefined
  category?: string | undefined
  within?: KeyRange | undefined
  channel?: string | undefined
  light?: 'green' | 'amber' | 'red' | undefined
  /** 1 (blue) to 4 (red). */
  severity?: number | undefined
  openedFrom?: Date | undefined
  openedTo?: Date | undefined
  closedFrom?: Date | undefined
  reached?: keyof typeof REACHED | undefined
  reworked?: boolean | undefined
  /** Without what is about somebody's home. */
  withoutPrivate?: boolean | undefined
  order: 'due' | 'newest' | 'severity'
  /** Rows to pass over: the list is short-lived, and what was acted on leaves it. */
  offset: number
  limit: number
  now: Date
}

/** Collects the values of a statement while its text is put together. */
class Values {
  readonly list: unknown[] = []
  add(value: unknown): string {
    this.list.push(value)
    return `$${this.list.length}`
  }
}

const inRange = (values: Values, range: KeyRange) =>
  `(m.division_key >= ${values.add(range.lo)} collate "C" and m.division_key < ${values.add(range.hi)} collate "C")`

const inRanges = (values: Values, ranges: readonly KeyRange[]) =>
  ranges.length === 0 ? 'false' : `(${ranges.map((range) => inRange(values, range)).join(' or ')})`

function inSight(values: Values, sight: Sight): string {
  const parts = sight.parts.map((part) => `(m.flow = ${values.add(part.flow)} and ${inRanges(values, part.ranges)})`)
  const everything = [inRanges(values, sight.ranges), ...parts].join(' or ')
  if (sight.own.length === 0) return `(${everything})`
  const worked = `exists (select from cases.hand h where h.case_id = c.id and h.account = ${values.add(sight.account)})`
  const held = sight.unit === null ? 'false' : `m.holder_unit = ${values.add(sight.unit)}`
  return `(${everything} or (${inRanges(values, sight.own)} and (${held} or ${worked})))`
}

function inInbox(values: Values, places: readonly InboxPlace[]): string {
  if (places.length === 0) return 'false'
  return `(${places
    .map((place) =>
      [
        `m.flow = ${values.add(place.flow)} and m.state = ${values.add(place.state)}`,
        inRanges(values, place.ranges),
        place.unit !== undefined && `m.holder_unit = ${values.add(place.unit)}`,
        place.account !== undefined && `m.claimed_by = ${values.add(place.account)}`,
      ]
        .filter(Boolean)
        .join(' and '),
    )
    .map((text) => `(${text})`)
    .join(' or ')})`
}

const LIGHTS = {
  green: (now: string) => `(m.light_at is null or m.light_at > ${now})`,
  amber: (now: string) => `(m.light_at <= ${now} and m.due_at > ${now})`,
  red: (now: string) => `(m.due_at <= ${now})`,
}

const REACHED = {
  filed: 'c.filed_at is not null',
  dispatched: 'c.dispatched_at is not null',
  disposed: 'c.disposed_at is not null',
  closed: 'c.closed_at is not null',
}

const ORDERS = {
  // Red before all: at night nobody reads down a list.
  due: 'coalesce(c.severity, 0) < 4, m.due_at nulls last, c.opened_at',
  newest: 'c.opened_at desc',
  severity: 'c.severity desc nulls last, m.due_at nulls last',
}

function conditions(values: Values, filter: ListFilter): string {
  const parts = [
    inSight(values, filter.sight),
    filter.inbox !== undefined && `not m.done and ${inInbox(values, filter.inbox)}`,
    filter.open === true && 'not m.done',
    filter.handledBy !== undefined &&
      `exists (select from cases.hand h where h.case_id = c.id and h.account = ${values.add(filter.handledBy)})`,
    filter.ids !== undefined && `c.id = any(${values.add(filter.ids)}::uuid[])`,
    filter.done !== undefined && `m.done = ${values.add(filter.done)}`,
    filter.state !== undefined && `m.state = ${values.add(filter.state)}`,
    filter.category !== undefined && `c.category = ${values.add(filter.category)}`,
    filter.channel !== undefined && `c.channel = ${values.add(filter.channel)}`,
    filter.within !== undefined && inRange(values, filter.within),
    filter.severity !== undefined && `c.severity = ${values.add(filter.severity)}`,
    filter.openedFrom !== undefined && `c.opened_at >= ${values.add(filter.openedFrom)}`,
    filter.openedTo !== undefined && `c.opened_at < ${values.add(filter.openedTo)}`,
    filter.closedFrom !== undefined && `c.closed_at >= ${values.add(filter.closedFrom)}`,
    filter.reached !== undefined && REACHED[filter.reached],
    filter.reworked !== undefined && `(c.rework_count > 0) = ${values.add(filter.reworked)}`,
    filter.withoutPrivate === true && 'not c.is_private',
    filter.light !== undefined && `not m.done and ${LIGHTS[filter.light](values.add(filter.now))}`,
  ]
  return parts.filter(Boolean).join(' and ')
}

export async function listCases(tx: Tx, filter: ListFilter): Promise<CaseRecord[]> {
  const values = new Values()
  const where = conditions(values, filter)
  const page = `limit ${values.add(filter.limit)} offset ${values.add(filter.offset)}`
  return tx.query(`select ${COLUMNS} from ${FROM} where ${where} order by ${ORDERS[filter.order]} ${page}`, values.list)
}

/** What waits in each state, and how much of it is late. */
export async function countInbox(
  tx: Tx,
  inbox: readonly InboxPlace[],
  now: Date,
): Promise<{ flow: string; state: string; count: number; late: number }[]> {
  if (inbox.length === 0) return []
  const values = new Values()
  const where = inInbox(values, inbox)
  return tx.query(
    `select m.flow, m.state, count(*) count, count(*) filter (where m.due_at <= ${values.add(now)}) late
     from kernel.matter m where m.kind = 'case' and not m.done and ${where} group by 1, 2`,
    values.list,
  )
}

export async function countOpen(tx: Tx, sight: Sight): Promise<number> {
  const values = new Values()
  const where = inSight(values, sight)
  const row = await tx.one<{ count: number }>(
    `select count(*) count from cases.case c join kernel.matter m on m.id = c.matter where not m.done and ${where}`,
    values.list,
  )
  return row.count
}

export async function countHandled(tx: Tx, account: string): Promise<number> {
  const row = await tx.one<{ count: number }>(`select count(*) count from cases.hand where account = $1`, [account])
  return row.count
}

export async function findCase(tx: Tx, sight: Sight, id: string): Promise<CaseRecord | undefined> {
  const values = new Values()
  const where = `c.id = ${values.add(id)} and ${inSight(values, sight)}`
  return tx.maybe(`select ${COLUMNS} from ${FROM} where ${where}`, values.list)
}

/** A case whatever the reader: for those who hold a link to it. */
export const getCase = (tx: Tx, id: string): Promise<CaseRecord> =>
  tx.one(`select ${COLUMNS} from ${FROM} where c.id = $1`, [id])

const bounds = (ranges: readonly KeyRange[]) => [ranges.map((range) => range.lo), ranges.map((range) => range.hi)]

export async function findIdsByWords(
  tx: Tx,
  grams: readonly string[],
  ranges: readonly KeyRange[],
  most: number,
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(`select cases.find_by_words($1, $2, $3, $4) id`, [
    grams,
    ...bounds(ranges),
    most,
  ])
  return rows.map((row) => row.id)
}

export async function findIdsNear(
  tx: Tx,
  box: { lon: number; lat: number; halfLon: number; halfLat: number },
  ranges: readonly KeyRange[],
  most: number,
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(`select cases.find_near($1, $2, $3, $4, $5, $6, $7) id`, [
    box.lon,
    box.lat,
    box.halfLon,
    box.halfLat,
    ...bounds(ranges),
    most,
  ])
  return rows.map((row) => row.id)
}
