import { join } from 'node:path'
import { literal } from './engine.ts'

/** What a segment consists of: its readings, and what they come to by the hour and by the day. */
export const KINDS = ['reading', 'hour', 'day'] as const
export type Kind = (typeof KINDS)[number]

/** Where questions and exports put aside what does not fit into memory. */
export const SPILLED = 'spill.tmp'

/** Series of one file after compaction: one series' month is in one file, and few of its row groups. */
export const BLOCK_SERIES = 1024

export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS

/** Where a file lies, relative to the kept folder. */
export const pathOf = ({ id, firstAt }: { id: number; firstAt: Date }, kind: Kind): string =>
  join(firstAt.toISOString().slice(0, 7), `${id}.${kind}.parquet`)

/** The number of the segment that a path of `pathOf` belongs to. */
export const idOfPath = (path: string): number => Number(/(\d+)\.(?:reading|hour|day)\.parquet$/.exec(path)?.[1])

/** Several files as one relation. */
export const filesOf = (paths: readonly string[]): string => `read_parquet([${paths.map(literal).join(', ')}])`

/** When a reading of a file was measured, in ms. */
export const TIME = `(second::bigint * 1000 + ms)`
/** The value of a reading of a file. */
export const VALUE = `coalesce(real, digits / power(10, scale))`

// Of decimal numbers with up to six places the digits are kept, in whole numbers whose differences are small; all of a
// series in one file have the same number of places. A number that is not exactly its digits divided is kept as it is.
const PLACES = [0, 1, 2, 3, 4, 5, 6]
const NOT_DECIMAL = 99
const MOST_DIGITS = 1e15
const placesOf = `case ${PLACES.map(
  (places) =>
    `when abs(value) < ${MOST_DIGITS / 10 ** places} and round(value * 1e${places}) / power(10, ${places}) = value then ${places}`,
).join(' ')} else ${NOT_DECIMAL} end`

// A dictionary up to 1,000 entries suits milliseconds and states; beyond, differences are smaller. A question looks at the
// bounds of every row group of a file, 20 µs each: with groups of 41,000 readings that was four fifths of its time. Of a
// group it reads only the rows it is about.
const PARQUET = `format parquet, compression zstd, parquet_version v2, dictionary_size_limit 1000, row_group_size 245760, use_tmp_file false`

/**
 * Writes the readings of a relation (series, time in ms, seq, value) sorted by series and time. Seconds count from 1970 and
 * reach to 2106.
 */
export const writeReadings = (relation: string, path: string): string =>
  `copy (with places as (select series, max(${placesOf}) as places from ${relation} group by series)
    select r.series, (r.time::bigint // 1000)::uinteger as second, (r.time::bigint % 1000)::smallint as ms, r.seq,
      case when p.places <> ${NOT_DECIMAL} then round(r.value * power(10, p.places))::bigint end as digits,
      nullif(p.places, ${NOT_DECIMAL})::tinyint as scale,
      case when p.places = ${NOT_DECIMAL} then r.value end as real
    from ${relation} r join places p on p.series = r.series order by r.series, r.time, r.seq)
   to ${literal(path)} (${PARQUET})`

const ROLLUP = `count(*)::integer as count, min(value) as min, max(value) as max, sum(value) as sum,
  max({'time': time, 'seq': seq, 'value': value}) as newest`

const rollup = (relation: string, path: string, span: string, start: string): string =>
  `copy (select series, ${span}, count, min, max, sum, newest.time as last_time, newest.seq as last_seq, newest.value as last
    from (select series, ${start} as ${span}, ${ROLLUP} from ${relation} group by 1, 2) order by series, ${span})
   to ${literal(path)} (${PARQUET})`

/** Hours are counted since 1970. */
export const writeHours = (relation: string, path: string): string =>
  rollup(relation, path, 'hour', `(time // ${HOUR_MS})::integer`)

/** Days are counted since 1970 and begin some minutes before midnight UTC. */
export const writeDays = (relation: string, path: string, shiftMinutes: number): string =>
  rollup(relation, path, 'day', `((time + ${shiftMinutes * 60_000}) // ${DAY_MS})::integer`)

/** Readings of files as a relation (series, time, seq, value). */
export const readingsOf = (paths: readonly string[]): string =>
  `(select series, ${TIME} as time, seq, ${VALUE} as value from ${filesOf(paths)})`
