import { createRequire } from 'node:module'
import type { Bilingual } from '../../../contract/text.ts'
import type { Row } from './read-table.ts'

// Its types describe an ES module, but what Node finds is CommonJS: asked for as such, both agree.
const gcoord = createRequire(import.meta.url)('gcoord') as typeof import('gcoord').default

/** Why a row was not imported: a code to count by, and a sentence. */
export interface RowFault {
  readonly line: number
  readonly key: string
  readonly code: string
  readonly text: Bilingual
}

/** Which columns say where something is, and in which system. */
export interface PositionColumns {
  readonly lon: string
  readonly lat: string
  readonly system: 'WGS84' | 'GCJ02' | 'BD09'
}

const DEGREE_DIGITS = 7
const SYSTEMS = { WGS84: gcoord.WGS84, GCJ02: gcoord.GCJ02, BD09: gcoord.BD09 } as const

/** Where a row says that something is, in WGS-84 to a centimetre, or why it says nothing. */
export function positionOf(
  columns: PositionColumns,
  { cells }: Row,
): { lon: number; lat: number } | 'no_position' | 'bad_position' {
  const [east = '', north = ''] = [cells[columns.lon], cells[columns.lat]]
  if (east === '' || north === '') return 'no_position'
  const given: [number, number] = [Number(east), Number(north)]
  const isOnEarth = Math.abs(given[0]) <= 180 && Math.abs(given[1]) <= 90
  if (!isOnEarth || (given[0] === 0 && given[1] === 0)) return 'bad_position'
  const [lon, lat] = gcoord.transform(given, SYSTEMS[columns.system], gcoord.WGS84)
  return { lon: Number(lon.toFixed(DEGREE_DIGITS)), lat: Number(lat.toFixed(DEGREE_DIGITS)) }
}
