import { finished } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import type { Tx } from '../../kernel/database/pool.ts'
import type { SetAside, Unsure } from '../intake/batch.ts'
import type { NewWord } from '../intake/words.ts'
import { ROW_COLUMNS } from './rows.ts'

/** Held by the one process that writes readings: what it remembers of them must be all there is. */
const WRITER_LOCK = 7_943_004

export const takeWriterLock = (tx: Tx): Promise<{ taken: boolean }> =>
  tx.one(`select pg_try_advisory_lock($1) as taken`, [WRITER_LOCK])

export async function copyRows(tx: Tx, stream: Buffer): Promise<void> {
  const copy = tx.connection().query(copyFrom(`copy sensing.reading (${ROW_COLUMNS}) from stdin (format binary)`))
  copy.end(stream)
  await finished(copy)
}

const HOUR_MS = 3_600_000

export async function openHour(tx: Tx, hour: number): Promise<void> {
  await tx.query(`select sensing.open_hour($1)`, [new Date(hour * HOUR_MS)])
}

/** Those of a batch's unsure readings that are kept already, as `series seq ms`. One hour at a time: one partition each. */
export async function findKept(tx: Tx, unsure: readonly Unsure[]): Promise<Set<string>> {
  const hours = Map.groupBy(unsure, ({ atMs }) => Math.floor(atMs / HOUR_MS))
  const kept = new Set<string>()
  for (const readings of hours.values()) {
    const times = readings.map(({ atMs }) => atMs)
    const rows = await tx.query<{ series_id: number; seq: number; at: Date }>(
      `select series_id, seq, at from sensing.reading where at between $1 and $2 and series_id = any($3)`,
      [new Date(Math.min(...times)), new Date(Math.max(...times)), [...new Set(readings.map(({ series }) => series))]],
    )
    for (const row of rows) kept.add(`${row.series_id} ${row.seq} ${row.at.getTime()}`)
  }
  return kept
}

export async function insertWords(tx: Tx, words: readonly NewWord[]): Promise<void> {
  await tx.query(`insert into sensing.word (id, text) select * from unnest($1::integer[], $2::text[])`, [
    words.map(({ id }) => id),
    words.map(({ text }) => text),
  ])
}

/** The texts there are, by their numbers. */
export const listWords = (tx: Tx): Promise<NewWord[]> => tx.query(`select id, text from sensing.word order by id`)

export async function insertSetAside(tx: Tx, refused: readonly SetAside[], at: Date): Promise<void> {
  await tx.query(
    `insert into sensing.set_aside (at, source, door, division_key, thing, property, code, params, payload)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::jsonb[], $9::text[])`,
    [
      at,
      refused.map(({ source }) => source.id),
      refused.map(({ source }) => source.door),
      refused.map(({ source, thing }) => thing?.divisionKey ?? source.divisionKey),
      refused.map(({ thingCode }) => thingCode),
      refused.map(({ property }) => property),
      refused.map(({ fault }) => fault.code),
      refused.map(({ fault }) => JSON.stringify(fault.params)),
      refused.map(({ payload }) => payload),
    ],
  )
}

export interface BatchRow {
  lastNo: number
  readingCount: number
  digest: Buffer
}

export async function insertBatch(tx: Tx, row: BatchRow, at: Date): Promise<void> {
  await tx.query(`insert into sensing.batch (last_no, reading_count, digest, recorded_at) values ($1, $2, $3, $4)`, [
    row.lastNo,
    row.readingCount,
    row.digest,
    at,
  ])
}

export const findLastBatch = (tx: Tx): Promise<{ lastNo: number; digest: Buffer } | undefined> =>
  tx.maybe(`select last_no as "lastNo", digest from sensing.batch order by last_no desc limit 1`)

/** Readings and batches after a number, up to another. */
export const countBatches = (
  tx: Tx,
  after: number,
  to: number,
): Promise<{ batchCount: number; readingCount: number }> =>
  tx.one(
    `select count(*)::integer as "batchCount", coalesce(sum(reading_count), 0)::bigint as "readingCount"
     from sensing.batch where last_no > $1 and last_no <= $2`,
    [after, to],
  )

export async function insertAnswers(
  tx: Tx,
  answers: readonly { key: string; source: string; answer: unknown }[],
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into sensing.answered (key, source, answer, recorded_at)
     select k, s, a, $4 from unnest($1::uuid[], $2::text[], $3::jsonb[]) as u (k, s, a)
     on conflict do nothing`,
    [
      answers.map(({ key }) => key),
      answers.map(({ source }) => source),
      answers.map(({ answer }) => JSON.stringify(answer)),
      at,
    ],
  )
}

export const findAnswer = (tx: Tx, key: string, source: string): Promise<{ answer: unknown } | undefined> =>
  tx.maybe(`select answer from sensing.answered where key = $1 and source = $2`, [key, source])

export const findProgress = async (tx: Tx, name: string): Promise<number> =>
  (await tx.maybe<{ no: number }>(`select no from sensing.progress where name = $1`, [name]))?.no ?? 0

export async function saveProgress(tx: Tx, name: string, no: number): Promise<void> {
  await tx.query(
    `insert into sensing.progress (name, no) values ($1, $2) on conflict (name) do update set no = excluded.no`,
    [name, no],
  )
}
