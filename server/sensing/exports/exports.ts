import { createReadStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { ExportQuery } from '../../../contract/exports.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { newId } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/index.ts'
import { errors } from '../errors.ts'
import { shownValue, type Words } from '../intake/words.ts'
import { openEngine } from '../kept/engine.ts'
import { SPILLED } from '../kept/layout.ts'
import { createArchive } from '../kept/lookup/archive.ts'
import type { LatestViews } from '../latest/latest.ts'
import type { ReadingViews } from '../readings/readings.ts'
import type { SensedProperty, ThingEntry } from '../registry/registry.ts'
import { EXPORT, noteExport } from './commands.ts'
import { csvOf, type Described } from './csv.ts'
import { type ExportedSeries, writeParquet } from './parquet.ts'
import { type ExportedReading, exportRows } from './rows.ts'

interface ExportDeps {
  readonly kernel: Kernel
  readonly views: ReadingViews
  readonly latest: LatestViews
  readonly words: Words
  /** The kept folder; undefined where nothing is sealed. */
  readonly folder: string | undefined
}

/** Exports at a time; each takes a core for a while. */
const AT_ONCE = 2
const MEMORY_MB = 256

export type Exports = ReturnType<typeof createExports>

/** A stream of bytes with what it is. */
export interface Exported {
  readonly body: Readable
  readonly type: string
  readonly name: string
}

/** Readings taken out as files, streamed. */
export function createExports({ kernel, views, latest, words, folder }: ExportDeps) {
  const temp = join(folder ?? '.', SPILLED)
  let running = 0

  const describe = ({ code }: ThingEntry, property: SensedProperty): Described => ({
    thing: code,
    property: property.name,
    unit: property.unit,
    shown: (value) => shownValue(words, property.kind, value),
  })

  /** The series asked for, of things whose readings the caller may see and take out. */
  function select(ctx: Ctx, { thing, property, ...area }: ExportQuery): ExportedSeries[] {
    const found = thing === undefined ? latest.things(ctx, area) : thing.split(',').map((id) => views.getThing(ctx, id))
    return [...found]
      .filter(({ divisionKey }) => kernel.access.can(ctx.actor, EXPORT, divisionKey))
      .flatMap((entry) =>
        entry.properties.flatMap((one, place): ExportedSeries[] => {
          const series = entry.series[place]
          if (series === undefined || (property !== undefined && one.name !== property)) return []
          return [{ series, described: describe(entry, one), isText: one.kind === 'string' }]
        }),
      )
      .sort((a, b) => a.series - b.series)
  }

  async function* asParquet(rows: AsyncIterable<readonly ExportedReading[]>, exported: readonly ExportedSeries[]) {
    await mkdir(temp, { recursive: true, mode: 0o700 })
    const path = join(temp, `export-${newId()}.parquet`)
    try {
      const engine = await openEngine({ tempFolder: temp, threads: 1, memoryMb: MEMORY_MB })
      try {
        await writeParquet(engine, rows, exported, words.text, path)
      } finally {
        engine.close()
      }
      for await (const chunk of createReadStream(path)) yield chunk as Buffer
    } finally {
      await rm(path, { force: true })
    }
  }

  /** Counts as running until its last byte is taken, or nobody takes more. */
  function counted(chunks: AsyncIterable<string | Buffer>, close: () => Promise<void>): Readable {
    const body = Readable.from(chunks, { objectMode: false })
    body.once('close', () => {
      running -= 1
      void close()
    })
    return body
  }

  return {
    /** Every reading asked for, noted in the journal. */
    async take(ctx: Ctx, query: ExportQuery): Promise<Exported> {
      kernel.access.require(ctx.actor, EXPORT)
      if (Date.parse(query.to) <= Date.parse(query.from)) throw errors.export_span()
      if (running >= AT_ONCE) throw errors.export_busy({ count: AT_ONCE })
      running += 1
      try {
        const exported = select(ctx, query)
        const { from, to, format, ...filter } = query
        const things = new Set(exported.map(({ described }) => described.thing)).size
        const divisionKey = kernel.access.ranges(ctx.actor, EXPORT)[0]?.lo ?? ''
        const noted = { from, to, format, things, series: exported.length, filter, divisionKey }
        await kernel.run(noteExport, ctx, newId(), noted)
        const archive = createArchive(folder ?? '')
        const bySeries = new Map(exported.map((one) => [one.series, one.described]))
        const span = { from: Date.parse(from), to: Date.parse(to) }
        const rows = exportRows({ kernel, archive }, ctx, [...bySeries.keys()], span)
        const describeSeries = (series: number): Described => {
          const described = bySeries.get(series)
          if (described === undefined) throw new Error(`series ${series} was not asked for`)
          return described
        }
        return {
          body: counted(format === 'csv' ? csvOf(rows, describeSeries) : asParquet(rows, exported), archive.close),
          type: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/vnd.apache.parquet',
          name: `readings-${from.slice(0, 10)}-${to.slice(0, 10)}.${format}`,
        }
      } catch (error) {
        running -= 1
        throw error
      }
    },
  }
}
