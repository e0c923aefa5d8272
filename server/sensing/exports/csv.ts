import type { ExportedReading } from './rows.ts'

/** What a reading is of, and how its value is said. */
export interface Described {
  readonly thing: string
  readonly property: string
  readonly unit: string | null
  readonly shown: (value: number) => number | boolean | string
}

const HEADER = 'thing,property,unit,at,value,original,correction\r\n'

/** A text as a cell. One that a spreadsheet would take for a formula is told apart from one. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

const valueCell = (value: number | boolean | string): string =>
  typeof value === 'string' ? cell(value) : String(value)

/** Readings as CSV (RFC 4180), UTF-8, times in UTC. */
export async function* csvOf(
  chunks: AsyncIterable<readonly ExportedReading[]>,
  describe: (series: number) => Described,
): AsyncGenerator<string> {
  yield HEADER
  for await (const rows of chunks) {
    if (rows.length === 0) continue
    yield rows
      .map(({ series, atMs, value, original, correction }) => {
        const { thing, property, unit, shown } = describe(series)
        const first = `${cell(thing)},${cell(property)},${cell(unit ?? '')},${new Date(atMs).toISOString()}`
        const said =
          correction === undefined ? ',' : `${valueCell(shown(original ?? value))},${cell(correction.reason)}`
        return `${first},${valueCell(shown(value))},${said}\r\n`
      })
      .join('')
  }
}
