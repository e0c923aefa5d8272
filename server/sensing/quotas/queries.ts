import type { KeyRange } from '../../kernel/access.ts'
import type { Tx } from '../../kernel/database/pool.ts'
import type { Quota } from './meter.ts'

export type QuarantineState = 'held' | 'keeping' | 'kept' | 'dropping' | 'dropped'

export interface QuarantineRow {
  readonly id: string
  readonly thingId: string
  readonly thingCode: string
  readonly divisionKey: string
  readonly source: string
  readonly beganAt: Date
  readonly lastAt: Date
  readonly overCount: number
  readonly heldCount: number
  readonly state: QuarantineState
  readonly endedAt: Date | null
}

const COLUMNS = `id, thing_id as "thingId", thing_code as "thingCode", division_key as "divisionKey", source, began_at as "beganAt",
  last_at as "lastAt", over_count as "overCount", held_count as "heldCount", state, ended_at as "endedAt"`

export const listQuotas = (tx: Tx): Promise<Quota[]> =>
  tx.query(`select kind, id, per_minute as "perMinute" from sensing.quota order by kind, id`)

export async function saveQuota(tx: Tx, { kind, id, perMinute }: Quota, at: Date): Promise<void> {
  await tx.query(
    `insert into sensing.quota (kind, id, per_minute, set_at) values ($1, $2, $3, $4)
     on conflict (kind, id) do update set per_minute = excluded.per_minute, set_at = excluded.set_at`,
    [kind, id, perMinute, at],
  )
}

export async function deleteQuota(tx: Tx, kind: Quota['kind'], id: string): Promise<void> {
  await tx.query(`delete from sensing.quota where kind = $1 and id = $2`, [kind, id])
}

export const findQuarantine = (tx: Tx, id: string): Promise<QuarantineRow | undefined> =>
  tx.maybe(`select ${COLUMNS} from sensing.quarantine where id = $1`, [id])

/** With its row locked, against the batch that may just be adding to it. */
export const lockQuarantine = (tx: Tx, id: string): Promise<QuarantineRow | undefined> =>
  tx.maybe(`select ${COLUMNS} from sensing.quarantine where id = $1 for update`, [id])

/** Those whose readings are still being held back. */
export const listHeld = (tx: Tx): Promise<QuarantineRow[]> =>
  tx.query(`select ${COLUMNS} from sensing.quarantine where state = 'held'`)

export interface QuarantineFilter {
  readonly isOpen: boolean | null
  readonly thing: string | null
  readonly before: { readonly beganAt: Date; readonly id: string } | null
  readonly limit: number
}

export const listQuarantines = (
  tx: Tx,
  ranges: readonly KeyRange[],
  { isOpen, thing, before, limit }: QuarantineFilter,
): Promise<QuarantineRow[]> =>
  tx.query(
    `select ${COLUMNS} from sensing.quarantine q
     where exists (select from unnest($1::text[], $2::text[]) as r (lo, hi) where q.division_key >= r.lo and q.division_key < r.hi)
       and ($3::boolean is null or (state = 'held') = $3)
       and ($4::text is null or thing_code = $4)
       and ($5::timestamptz is null or (began_at, id) < ($5, $6::uuid))
     order by began_at desc, id desc limit $7`,
    [
      ranges.map(({ lo }) => lo),
      ranges.map(({ hi }) => hi),
      isOpen,
      thing,
      before?.beganAt ?? null,
      before?.id ?? null,
      limit,
    ],
  )

export async function insertQuarantine(tx: Tx, row: Omit<QuarantineRow, 'endedAt' | 'state'>): Promise<void> {
  await tx.query(
    `insert into sensing.quarantine
       (id, thing_id, thing_code, division_key, source, began_at, last_at, over_count, held_count, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'held')`,
    [
      row.id,
      row.thingId,
      row.thingCode,
      row.divisionKey,
      row.source,
      row.beganAt,
      row.lastAt,
      row.overCount,
      row.heldCount,
    ],
  )
}

export async function addToQuarantine(tx: Tx, id: string, over: number, held: number, at: Date): Promise<void> {
  await tx.query(
    `update sensing.quarantine set over_count = over_count + $2, held_count = held_count + $3, last_at = $4 where id = $1`,
    [id, over, held, at],
  )
}

/** Moves a quarantine on; `endedAt` stays as it is when it has one. */
export async function setState(tx: Tx, id: string, state: QuarantineState, at: Date): Promise<void> {
  await tx.query(`update sensing.quarantine set state = $2, ended_at = coalesce(ended_at, $3) where id = $1`, [
    id,
    state,
    at,
  ])
}

export interface HeldRow {
  readonly no: number
  readonly seriesId: number
  readonly seq: number
  readonly at: Date
  readonly value: number
}

export async function insertHeld(tx: Tx, quarantineId: string, rows: readonly HeldRow[]): Promise<void> {
  await tx.query(
    `insert into sensing.held_reading (quarantine_id, no, series_id, seq, at, value)
     select $1, * from unnest($2::integer[], $3::integer[], $4::integer[], $5::timestamptz[], $6::double precision[])`,
    [
      quarantineId,
      rows.map(({ no }) => no),
      rows.map(({ seriesId }) => seriesId),
      rows.map(({ seq }) => seq),
      rows.map(({ at }) => at),
      rows.map(({ value }) => value),
    ],
  )
}

export const listHeldReadings = (tx: Tx, quarantineId: string, after: number, limit: number): Promise<HeldRow[]> =>
  tx.query(
    `select no, series_id as "seriesId", seq, at, value from sensing.held_reading
     where quarantine_id = $1 and no > $2 order by no limit $3`,
    [quarantineId, after, limit],
  )

export async function deleteHeld(tx: Tx, quarantineId: string): Promise<void> {
  await tx.query(`delete from sensing.held_reading where quarantine_id = $1`, [quarantineId])
}

/** Those an administrator has ended whose readings are still there. */
export const listEnding = (tx: Tx): Promise<QuarantineRow[]> =>
  tx.query(`select ${COLUMNS} from sensing.quarantine where state in ('keeping', 'dropping') order by began_at`)
