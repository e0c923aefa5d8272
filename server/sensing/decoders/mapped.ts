import { parse } from 'csv-parse/sync'
import type { Mapping } from '../../../contract/mappings.ts'
import { createDecoded, type Decoded, isRecord, isValue, parseJson, type Sample, Undecodable } from './decoded.ts'
import { readCompact, type ToMoment } from './local-time.ts'

/** Messages of a maker's own form in JSON or CSV, read as a stored mapping says. */

const ROWS_MAX = 10_000
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/
const LOCAL = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?/

/** What stands at a path such as `data.0.temp`; undefined where there is nothing. */
function at(given: unknown, path: string): unknown {
  let value = given
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<string, unknown>)[step]
  }
  return value
}

/** A time in the form a mapping names, in ms; NaN for what is none. */
export function readTime(given: unknown, clock: Mapping['clock'], toMoment: ToMoment): number {
  if (clock === 's' || clock === 'ms') {
    const number = typeof given === 'string' && NUMBER.test(given) ? Number(given) : given
    const ms = typeof number === 'number' ? Math.round(clock === 's' ? number * 1000 : number) : Number.NaN
    return Number.isFinite(ms) ? ms : Number.NaN
  }
  if (clock === 'compact') return readCompact(String(given), toMoment)
  if (typeof given !== 'string' || given.length > 40) return Number.NaN

  if (clock === 'iso') return /[Zz]|[+-]\d{2}:?\d{2}$/.test(given) ? Date.parse(given) : Number.NaN
  const [, ...parts] = LOCAL.exec(given) ?? []
  if (parts.length === 0) return Number.NaN
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) => Number(part ?? 0))
  return toMoment(year, month, day, hour, minute, second)
}

/** In CSV everything is text: what looks like a number or a truth is one. */
function typed(text: string): Sample['value'] {
  const trimmed = text.trim()
  if (NUMBER.test(trimmed)) return Number(trimmed)
  return trimmed === 'true' ? true : trimmed === 'false' ? false : trimmed
}

function rowsOf(bytes: Buffer, { separator, hasHeader }: Mapping): Record<string, unknown>[] {
  let rows: string[][]
  try {
    const options = {
      delimiter: separator,
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      to: ROWS_MAX + 1,
    }
    rows = parse(bytes, options)
  } catch {
    throw new Undecodable('no CSV')
  }
  // Columns go by their titles, or by their number from 1.
  const titles = hasHeader ? rows.shift() : undefined
  return rows.map((row) =>
    Object.fromEntries(row.map((cell, i) => [titles?.[i]?.trim() ?? String(i + 1), cell === '' ? null : typed(cell)])),
  )
}

function itemsOf(bytes: Buffer, mapping: Mapping): readonly unknown[] {
  if (mapping.format === 'csv') return rowsOf(bytes, mapping)
  const given = parseJson(bytes)
  const items = mapping.items === undefined ? given : at(given, mapping.items)
  if (items === undefined) throw new Undecodable(`nothing at ${mapping.items}`)
  return Array.isArray(items) ? items : [items]
}

/** Reads a message as its mapping says: each field of each row or item under the name the mapping has for it. */
export function decodeMapped(bytes: Buffer, mapping: Mapping, toMoment: ToMoment): Decoded {
  const items = itemsOf(bytes, mapping)
  const { decoded, add, fail } = createDecoded()
  if (items.length > ROWS_MAX) fail(`more than ${ROWS_MAX} rows`)
  for (const [index, item] of items.slice(0, ROWS_MAX).entries()) {
    if (!isRecord(item) && !Array.isArray(item)) {
      fail(`row ${index + 1}`)
      continue
    }
    const time = mapping.time === undefined ? undefined : at(item, mapping.time)
    const atMs = time === undefined || time === null ? undefined : readTime(time, mapping.clock, toMoment)
    if (atMs !== undefined && Number.isNaN(atMs)) {
      fail(`time of row ${index + 1}: ${String(time).slice(0, 40)}`)
      continue
    }
    const named = mapping.thing === undefined ? undefined : at(item, mapping.thing)
    const thing = typeof named === 'string' || typeof named === 'number' ? String(named) : undefined
    for (const { from } of mapping.fields) {
      const value = at(item, from)
      if (value === undefined || value === null) continue
      if (!isValue(value)) fail(`${from} of row ${index + 1}`)
      else add({ name: from, value, ...(atMs !== undefined && { atMs }), ...(thing !== undefined && { thing }) })
    }
  }
  return decoded
}
