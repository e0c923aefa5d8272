import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A labelled series in the Numenta layout; windows are first and last row, both inside. */
export interface LabelledSeries {
  readonly name: string
  /** Seconds; the files name no zone, UTC is taken. */
  readonly times: Float64Array
  readonly values: Float64Array
  readonly windows: readonly (readonly [first: number, last: number])[]
}

type Windows = Record<string, readonly (readonly [string, string])[]>

const secondsOf = (text: string): number => Date.parse(`${text.trim().slice(0, 19).replace(' ', 'T')}Z`) / 1000

function readWindows(folder: string): Windows {
  for (const name of ['windows.json', 'labels/combined_windows.json']) {
    try {
      return JSON.parse(readFileSync(join(folder, name), 'utf8')) as Windows
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause
    }
  }
  throw new Error(`${folder} has neither windows.json nor labels/combined_windows.json`)
}

function readSeries(folder: string, name: string, labels: Windows[string] | undefined): LabelledSeries {
  // Some of these files end their lines with CR alone.
  const rows = readFileSync(join(folder, 'data', name), 'utf8')
    .split(/\r\n|\r|\n/)
    .slice(1)
    .filter((row) => row !== '')
  const times = new Float64Array(rows.length)
  const values = new Float64Array(rows.length)
  for (const [at, row] of rows.entries()) {
    const comma = row.indexOf(',')
    times[at] = secondsOf(row.slice(0, comma))
    values[at] = Number(row.slice(comma + 1))
  }
  const windows = (labels ?? []).map(([from, to]) => {
    const first = times.findIndex((time) => time >= secondsOf(from))
    const last = times.findLastIndex((time) => time <= secondsOf(to))
    return [first, last] as const
  })
  return { name, times, values, windows }
}

/** Every labelled series of a folder, by name. */
export function readCorpus(folder: string): LabelledSeries[] {
  const windows = readWindows(folder)
  return Object.keys(windows)
    .sort()
    .map((name) => readSeries(folder, name, windows[name]))
}
