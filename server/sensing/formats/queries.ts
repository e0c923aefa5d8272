import type { Mapping } from '../../../contract/mappings.ts'
import type { Tx } from '../../kernel/database/pool.ts'

export const listMappings = async (tx: Tx): Promise<Mapping[]> =>
  (await tx.query<{ spec: Mapping }>(`select spec from sensing.mapping order by type, format`)).map(({ spec }) => spec)

export async function saveMapping(tx: Tx, mapping: Mapping, now: Date): Promise<void> {
  await tx.query(
    `insert into sensing.mapping (type, format, spec, set_at) values ($1, $2, $3, $4)
     on conflict (type, format) do update set spec = excluded.spec, set_at = excluded.set_at`,
    [mapping.type, mapping.format, JSON.stringify(mapping), now],
  )
}

export async function deleteMapping(tx: Tx, type: string, format: string): Promise<boolean> {
  const deleted = await tx.query(`delete from sensing.mapping where type = $1 and format = $2 returning type`, [
    type,
    format,
  ])
  return deleted.length > 0
}

/** What a thing is called in another protocol. */
export interface StationRow {
  readonly format: 'hj212' | 'lorawan'
  readonly name: string
  readonly thingId: string
  readonly divisionKey: string
  readonly password: string | null
}

const STATION = `format, name, thing_id as "thingId", division_key as "divisionKey", password`

export const listStations = (tx: Tx): Promise<StationRow[]> =>
  tx.query(`select ${STATION} from sensing.station order by format, name`)

export const findStation = (tx: Tx, format: string, name: string): Promise<StationRow | undefined> =>
  tx.maybe(`select ${STATION} from sensing.station where format = $1 and name = $2`, [format, name])

export async function saveStation(tx: Tx, row: StationRow, now: Date): Promise<void> {
  await tx.query(
    `insert into sensing.station (format, name, thing_id, division_key, password, set_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (format, name) do update set thing_id = excluded.thing_id, division_key = excluded.division_key,
       password = excluded.password, set_at = excluded.set_at`,
    [row.format, row.name, row.thingId, row.divisionKey, row.password, now],
  )
}

export async function deleteStation(tx: Tx, format: string, name: string): Promise<void> {
  await tx.query(`delete from sensing.station where format = $1 and name = $2`, [format, name])
}
