import { CHUNK_ROWS, type Columns, columnsOf, type Engine, literal } from '../kept/engine.ts'
import type { Described } from './csv.ts'
import type { ExportedReading } from './rows.ts'

/** What the table of readings holds beside numbers is looked up by these. */
interface Texts {
  readonly reasons: string[]
}

const NONE = -1

/** Readings as columns series, time, value, original, number of the reason. */
async function* numbers(
  chunks: AsyncIterable<readonly ExportedReading[]>,
  { reasons }: Texts,
): AsyncGenerator<Columns> {
  const columns = columnsOf(['integer', 'double', 'double', 'double', 'integer'])
  const known = new Map<string, number>()
  const numberOf = (reason: string): number => {
    const number = known.get(reason) ?? reasons.push(reason) - 1
    known.set(reason, number)
    return number
  }
  let count = 0
  for await (const rows of chunks)
    for (const { series, atMs, value, original, correction } of rows) {
      const row = [
        series,
        atMs,
        value,
        original ?? value,
        correction === undefined ? NONE : numberOf(correction.reason),
      ]
      row.forEach((number, i) => {
        const column = columns[i]
        if (column !== undefined) column[count] = number
      })
      count += 1
      if (count < CHUNK_ROWS) continue
      yield { count, columns }
      count = 0
    }
  if (count > 0) yield { count, columns }
}

const LINES = 5000

async function fillTable(engine: Engine, table: string, columns: string, rows: readonly string[]): Promise<void> {
  await engine.run(`create table ${table} (${columns})`)
  for (let at = 0; at < rows.length; at += LINES)
    await engine.run(`insert into ${table} values ${rows.slice(at, at + LINES).join(', ')}`)
}

/** A series whose readings are exported. */
export interface ExportedSeries {
  readonly series: number
  readonly described: Described
  readonly isText: boolean
}

/**
 * Writes readings as one Parquet file. They are gathered by the engine, on disk where they do not fit into its memory:
 * a file of this kind has its index at its end.
 */
export async function writeParquet(
  engine: Engine,
  chunks: AsyncIterable<readonly ExportedReading[]>,
  exported: readonly ExportedSeries[],
  words: (id: number) => string,
  path: string,
): Promise<void> {
  const texts: Texts = { reasons: [] }
  await engine.run('create table export (series integer, time double, value double, original double, reason integer)')
  await engine.append('export', numbers(chunks, texts))
  const seriesRow = ({ series, described: { thing, property, unit }, isText }: ExportedSeries): string =>
    `(${series}, ${literal(thing)}, ${literal(property)}, ${unit === null ? 'null' : literal(unit)}, ${isText})`
  await fillTable(
    engine,
    'of_series',
    'series integer, thing varchar, property varchar, unit varchar, is_text boolean',
    exported.map(seriesRow),
  )
  const used = await engine.rows(
    `select distinct value::integer from export e join of_series s on s.series = e.series where s.is_text`,
  )
  const wordRow = ([id]: readonly unknown[]): string => `(${Number(id)}, ${literal(words(Number(id)))})`
  await fillTable(engine, 'word', 'id integer, text varchar', used.map(wordRow))
  const reasonRow = (reason: string, id: number): string => `(${id}, ${literal(reason)})`
  await fillTable(engine, 'reason', 'id integer, text varchar', texts.reasons.map(reasonRow))
  await engine.run(
    `copy (select s.thing, s.property, s.unit, epoch_ms(e.time::bigint) at time zone 'UTC' as at,
        case when not s.is_text then e.value end as value, w.text as text,
        case when e.reason <> ${NONE} and not s.is_text then e.original end as original, r.text as correction
      from export e join of_series s on s.series = e.series
      left join word w on s.is_text and w.id = e.value::integer left join reason r on r.id = e.reason)
     to ${literal(path)} (format parquet, compression zstd, use_tmp_file false)`,
  )
}
