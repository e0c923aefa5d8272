import type { Tx } from '../../kernel/database/pool.ts'

/** One property of one thing, as its series should be. */
export interface WantedSeries {
  thingId: string
  property: string
  unit: string | null
  divisionKey: string
  type: string
}

const columns = (wanted: readonly WantedSeries[]) => [
  wanted.map((one) => one.thingId),
  wanted.map((one) => one.property),
  wanted.map((one) => one.unit),
  wanted.map((one) => one.divisionKey),
  wanted.map((one) => one.type),
]

const WANTED = `unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) as w (thing_id, property, unit, division_key, type)`

/** One at a time numbers series: two that both find one missing would both make it. */
const NUMBERING_LOCK = 7_943_005

/** Makes the series that are missing. Tested before, since an insert that meets a conflict uses up a number. */
export async function insertMissingSeries(tx: Tx, wanted: readonly WantedSeries[]): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock($1)`, [NUMBERING_LOCK])
  await tx.query(
    `insert into sensing.series (thing_id, property, unit, division_key, type)
     select w.thing_id, w.property, w.unit, w.division_key, w.type from ${WANTED}
     where not exists (
       select from sensing.series s where s.thing_id = w.thing_id and s.property = w.property)`,
    columns(wanted),
  )
}

/** Brings unit, division and type of series up to date with their things. */
export async function updateSeries(tx: Tx, wanted: readonly WantedSeries[]): Promise<void> {
  await tx.query(
    `update sensing.series s set unit = w.unit, division_key = w.division_key, type = w.type from ${WANTED}
     where s.thing_id = w.thing_id and s.property = w.property
       and (s.unit, s.division_key, s.type) is distinct from (w.unit, w.division_key, w.type)`,
    columns(wanted),
  )
}

export const seriesOfThings = (
  tx: Tx,
  thingIds: readonly string[],
): Promise<{ id: number; thingId: string; property: string }[]> =>
  tx.query(`select id, thing_id as "thingId", property from sensing.series where thing_id = any($1)`, [thingIds])
