import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Engine, type EngineRow, openEngine } from '../engine.ts'
import { DAY_MS, filesOf, HOUR_MS, type Kind, pathOf, SPILLED, TIME, VALUE } from '../layout.ts'
import type { Segment } from '../queries/segments.ts'
import type { Sums } from './accumulate.ts'
import type { Reading } from './correct.ts'
import type { Span } from './spans.ts'

/** Questions answered at a time; more wait. */
const LANES = 3
const MEMORY_MB = 256

export type Archive = ReturnType<typeof createArchive>

/** A reading of one of several series. */
export interface SeriesReading extends Reading {
  readonly series: number
}

/** Spans as a condition; `unit` is what the column counts in, `origin` where it counts from. */
const inSpans = (column: string, spans: readonly Span[], unit: number, origin = 0): string =>
  `(${spans.map(({ from, to }) => `(${column} >= ${Math.floor((from - origin) / unit)} and ${column} < ${Math.ceil((to - origin) / unit)})`).join(' or ')})`

const inTime = (spans: readonly Span[]): string => `${inSpans('second', spans, 1000)} and ${inSpans(TIME, spans, 1)}`

/** The engine remembers the index of every file it has seen, a megabyte of a large one; after so many it begins anew. */
const FILES_KNOWN = 400

const readingOf = (row: EngineRow): SeriesReading => ({
  series: Number(row[0]),
  atMs: Number(row[1]),
  seq: Number(row[2]),
  value: Number(row[3]),
})

/** Segments that may have readings in some spans. */
const touching = (segments: readonly Segment[], spans: readonly Span[]): Segment[] =>
  segments.filter(({ firstAt, lastAt }) =>
    spans.some(({ from, to }) => firstAt.getTime() < to && lastAt.getTime() >= from),
  )

/** Reads segments. What it is asked for, a snapshot of the manifest says is there. */
export function createArchive(folder: string) {
  let opening: Promise<Engine> | undefined
  let asking = 0
  const known = new Set<string>()

  async function open(): Promise<Engine> {
    const tempFolder = join(folder, SPILLED)
    await mkdir(tempFolder, { recursive: true, mode: 0o700 })
    return openEngine({ tempFolder, threads: 1, memoryMb: MEMORY_MB, lanes: LANES })
  }

  async function close(): Promise<void> {
    const open = opening
    opening = undefined
    known.clear()
    await open?.then((engine) => engine.close()).catch(() => {})
  }

  /** An engine for one question; `done` is to be called when it is answered. */
  async function ask(): Promise<{ engine: Engine; done: () => void }> {
    if (asking === 0 && known.size > FILES_KNOWN) await close()
    asking += 1
    try {
      opening ??= open()
      const engine = await opening
      return { engine, done: () => (asking -= 1) }
    } catch (error) {
      asking -= 1
      opening = undefined
      throw error
    }
  }

  async function rowsOf(sql: string): Promise<readonly EngineRow[]> {
    const { engine, done } = await ask()
    try {
      return await engine.rows(sql)
    } finally {
      done()
    }
  }

  function files(segments: readonly Segment[], kind: Kind): string {
    const paths = segments.map((segment) => join(folder, pathOf(segment, kind)))
    for (const path of paths) known.add(path)
    return filesOf(paths)
  }

  async function sum(sql: string, sums: Sums, widthMs: number, originMs: number): Promise<void> {
    for (const row of await rowsOf(sql)) {
      const [bucket, count, min, max, total, lastMs, lastSeq, last] = row as number[]
      sums.merge(Number(bucket) * widthMs + originMs, {
        count: Number(count),
        min: Number(min),
        max: Number(max),
        sum: Number(total),
        lastMs: Number(lastMs),
        lastSeq: Number(lastSeq),
        last: Number(last),
      })
    }
  }

  return {
    /** The newest readings of a series between two instants, both included, newest first. */
    async newest(segments: readonly Segment[], series: number, span: Span, limit: number): Promise<Reading[]> {
      const touched = touching(segments, [span])
      if (touched.length === 0) return []
      const rows = await rowsOf(
        `select ${TIME}::double, seq, ${VALUE} from ${files(touched, 'reading')}
         where series = ${series} and ${inTime([span])} order by second desc, ms desc, seq desc limit ${limit}`,
      )
      return rows.map((row) => ({ atMs: Number(row[0]), seq: Number(row[1]), value: Number(row[2]) }))
    },
    /** Readings of some series in a span, by series, time and sequence, as they are taken. */
    async *scan(segments: readonly Segment[], series: readonly number[], span: Span): AsyncGenerator<SeriesReading[]> {
      const touched = touching(segments, [span])
      if (touched.length === 0 || series.length === 0) return
      const sql = `select series, ${TIME}::double, seq, ${VALUE} from ${files(touched, 'reading')}
        where ${series.length === 1 ? `series = ${series[0]}` : `series in (${series.join(', ')})`} and ${inTime([span])}
        order by series, second, ms, seq`
      const { engine, done } = await ask()
      try {
        for await (const rows of engine.chunks(sql)) yield rows.map(readingOf)
      } finally {
        done()
      }
    },
    /** Adds what the readings of a series in some spans come to, from the readings themselves. */
    async sumReadings(
      segments: readonly Segment[],
      series: number,
      spans: readonly Span[],
      { sums, widthMs, originMs }: SumTarget,
    ): Promise<void> {
      const touched = touching(segments, spans)
      if (touched.length === 0) return
      await sum(
        `select ((time - ${originMs}) // ${widthMs})::double, count(*)::double, min(value), max(value), sum(value),
           ${NEWEST} from (select ${TIME} as time, seq, ${VALUE} as value from ${files(touched, 'reading')}
             where series = ${series} and ${inTime(spans)}) group by 1`,
        sums,
        widthMs,
        originMs,
      )
    },
    /** The same from rollups by the hour or the day: spans are whole hours, or days that begin at `startMs`. */
    async sumRollups(
      segments: readonly Segment[],
      series: number,
      spans: readonly Span[],
      { sums, widthMs, originMs, kind, startMs = 0 }: SumTarget & { kind: 'hour' | 'day'; startMs?: number },
    ): Promise<void> {
      const touched = touching(segments, spans)
      if (touched.length === 0) return
      const unit = kind === 'hour' ? HOUR_MS : DAY_MS
      await sum(
        `select ((${kind}::bigint * ${unit} + ${startMs - originMs}) // ${widthMs})::double, sum(count)::double, min(min),
           max(max), sum(sum), max(last_time)::double, ${LAST}
         from ${files(touched, kind)} where series = ${series} and ${inSpans(kind, spans, unit, startMs)} group by 1`,
        sums,
        widthMs,
        originMs,
      )
    },
    close,
  }
}

interface SumTarget {
  readonly sums: Sums
  readonly widthMs: number
  readonly originMs: number
}

const NEWEST = `max(time)::double, arg_max(seq, {'t': time, 's': seq}), arg_max(value, {'t': time, 's': seq})`
const LAST = `arg_max(last_seq, {'t': last_time, 's': last_seq}), arg_max(last, {'t': last_time, 's': last_seq})`
