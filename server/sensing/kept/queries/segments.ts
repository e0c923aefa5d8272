import type { Tx } from '../../../kernel/database/pool.ts'
import type { Kind } from '../layout.ts'

/** A run of readings in files, as the manifest has it. */
export interface Segment {
  readonly id: number
  readonly level: number
  readonly firstSeries: number
  readonly lastSeries: number
  readonly firstAt: Date
  readonly lastAt: Date
  readonly readingCount: number
}

export interface SegmentFile {
  readonly segmentId: number
  readonly kind: Kind
  readonly bytes: number
  readonly sha256: Buffer
  readonly dayShiftMinutes: number | null
}

const COLUMNS = `id, level, first_series as "firstSeries", last_series as "lastSeries", first_at as "firstAt",
  last_at as "lastAt", reading_count as "readingCount"`

/**
 * Holds the division of time between partitions and segments still until the transaction ends, so that what it reads of
 * both fits together. It must come before everything else.
 */
export const holdHorizon = (tx: Tx): void => tx.send(`lock table sensing.reading in access share mode`)

/** Before it readings are in segments, or late; undefined before the first reading. */
export const findHorizon = async (tx: Tx): Promise<Date | undefined> =>
  (await tx.maybe<{ horizon: Date }>(`select horizon from sensing.keeping`))?.horizon

/** Live segments that may hold readings of some series between two instants, both included. */
export const listSegments = (
  tx: Tx,
  { from, to, lowSeries, highSeries }: { from: Date; to: Date; lowSeries: number; highSeries: number },
): Promise<Segment[]> =>
  tx.query(
    `select ${COLUMNS} from sensing.segment where retired_at is null and last_at >= $1 and first_at <= $2
       and last_series >= $3 and first_series <= $4 order by first_at, id`,
    [from, to, lowSeries, highSeries],
  )

/** Which of some segments have rollups by days that begin some minutes before midnight UTC. */
export const listShifted = async (tx: Tx, ids: readonly number[], shiftMinutes: number): Promise<Set<number>> => {
  const rows = await tx.query<{ id: number }>(
    `select segment_id as id from sensing.segment_file where segment_id = any($1) and kind = 'day' and day_shift_minutes = $2`,
    [ids, shiftMinutes],
  )
  return new Set(rows.map(({ id }) => id))
}

/** Every live segment that begins between two instants. */
export const listLive = (tx: Tx, from: Date, before: Date): Promise<Segment[]> =>
  tx.query(
    `select ${COLUMNS} from sensing.segment where retired_at is null and first_at >= $1 and first_at < $2 order by first_at, id`,
    [from, before],
  )

/** The files of every live segment, a page at a time. */
export const listFiles = (
  tx: Tx,
  afterId: number,
  limit: number,
): Promise<(SegmentFile & { firstAt: Date; readingCount: number })[]> =>
  tx.query(
    `select f.segment_id as "segmentId", f.kind, f.bytes, f.sha256, f.day_shift_minutes as "dayShiftMinutes",
       s.first_at as "firstAt", s.reading_count as "readingCount"
     from (select id, first_at, reading_count from sensing.segment where retired_at is null and id > $1 order by id limit $2) s
     join sensing.segment_file f on f.segment_id = s.id order by f.segment_id, f.kind`,
    [afterId, limit],
  )

export const nextSegmentId = async (tx: Tx): Promise<number> =>
  (await tx.one<{ id: number }>(`select nextval(pg_get_serial_sequence('sensing.segment', 'id')) as id`)).id

export async function insertSegment(
  tx: Tx,
  { id, level, firstSeries, lastSeries, firstAt, lastAt, readingCount }: Segment,
  files: readonly Omit<SegmentFile, 'segmentId'>[],
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into sensing.segment (id, level, first_series, last_series, first_at, last_at, reading_count, sealed_at)
     overriding system value values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, level, firstSeries, lastSeries, firstAt, lastAt, readingCount, now],
  )
  for (const { kind, bytes, sha256, dayShiftMinutes } of files)
    await tx.query(
      `insert into sensing.segment_file (segment_id, kind, bytes, sha256, day_shift_minutes) values ($1, $2, $3, $4, $5)`,
      [id, kind, bytes, sha256, dayShiftMinutes],
    )
}

export async function retireSegments(tx: Tx, ids: readonly number[], now: Date): Promise<void> {
  await tx.query(`update sensing.segment set retired_at = $2 where id = any($1)`, [ids, now])
}

/** Segments retired before an instant. */
export const listRetired = (tx: Tx, before: Date): Promise<Segment[]> =>
  tx.query(`select ${COLUMNS} from sensing.segment where retired_at < $1 order by id`, [before])

export async function forgetSegments(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.query(`delete from sensing.segment where id = any($1)`, [ids])
}

/** Which of some numbers are segments, retired or not. */
export const listKnown = async (tx: Tx, ids: readonly number[]): Promise<Set<number>> =>
  new Set(
    (await tx.query<{ id: number }>(`select id from sensing.segment where id = any($1)`, [ids])).map(({ id }) => id),
  )

export async function countGone(tx: Tx, doubled: number, expired: number): Promise<void> {
  await tx.query(`update sensing.keeping set doubled = doubled + $1, expired = expired + $2`, [doubled, expired])
}

/** The figures of what is kept in segments. */
export const sumSegments = (tx: Tx): Promise<{ segments: number; readings: number; bytes: number }> =>
  tx.one(
    `select count(*)::integer as segments, coalesce(sum(reading_count), 0)::bigint as readings,
       (select coalesce(sum(f.bytes), 0)::bigint from sensing.segment_file f join sensing.segment s on s.id = f.segment_id
        where s.retired_at is null) as bytes
     from sensing.segment where retired_at is null`,
  )
