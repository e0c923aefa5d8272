import { globSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { importErrors } from '../errors.ts'
import { instantOf } from '../table/local-time.ts'
import { readTable } from '../table/read-table.ts'

/** A value recorded at a moment, milliseconds since 1970. */
export interface Sample {
  readonly atMs: number
  readonly value: number
}

/** A recorded series: the code of the thing that plays it, and what it measured, oldest first. */
export interface Series {
  readonly code: string
  readonly title: string
  readonly samples: readonly Sample[]
  /** Lines that hold no time and number. */
  readonly unread: number
  /** Samples of a time that was there before: one thing has one value at a time. */
  readonly repeated: number
}

const CODE_LENGTH = 64
const codeOf = (path: string): string =>
  path
    .replace(/\.csv$/i, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, CODE_LENGTH)

async function filesOf(path: string): Promise<{ file: string; title: string }[]> {
  const found = await stat(path).catch((cause: Error) => {
    throw importErrors.not_readable({ file: path, detail: cause.message }, { cause })
  })
  if (!found.isDirectory()) return [{ file: path, title: basename(path) }]
  return globSync('**/*.csv', { cwd: path })
    .sort()
    .map((file) => ({ file: join(path, file), title: relative('.', file) }))
}

/** Takes a table of `timestamp,value` apart; undefined where it has no such columns. */
export async function readSeries(file: string, title: string, zone: string): Promise<Series | undefined> {
  const { columns, rows } = await readTable(file)
  if (!columns.includes('timestamp') || !columns.includes('value')) return undefined
  const samples = new Map<number, number>()
  let [unread, repeated] = [0, 0]
  for (const { cells } of rows) {
    const { timestamp = '', value = '' } = cells
    const at = instantOf(timestamp, null, zone)
    const number = value === '' ? Number.NaN : Number(value)
    if (!(at instanceof Date) || !Number.isFinite(number)) unread += 1
    else if (samples.has(at.getTime())) repeated += 1
    else samples.set(at.getTime(), number)
  }
  const ordered = [...samples].map(([atMs, number]) => ({ atMs, value: number })).sort((a, b) => a.atMs - b.atMs)
  return { code: codeOf(title), title: title.replace(/\.csv$/i, ''), samples: ordered, unread, repeated }
}

/** Every series in a folder, or the one of a file. Times without a zone are read in the one given. */
export async function listSeries(path: string, zone: string): Promise<Series[]> {
  const all: Series[] = []
  for (const { file, title } of await filesOf(path)) {
    const series = await readSeries(file, title, zone)
    if (series !== undefined) all.push(series)
  }
  if (all.length === 0) throw importErrors.no_series({ file: path })
  return all
}
