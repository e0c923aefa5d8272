import type { Newest } from '../intake/newest.ts'
import type { Columns } from '../registry/columns.ts'

/** `YWL1`: the newest readings of many things as columns, little-endian, each beginning at a multiple of 8. */
export const PACKED_TYPE = 'application/vnd.yiwang.latest'
const MAGIC = 'YWL1'
const ALIGN = 8

type Column = Int32Array | Uint32Array | Uint16Array | Uint8Array | Float32Array

const aligned = (bytes: number): number => Math.ceil(bytes / ALIGN) * ALIGN

const typeNames: readonly [new (length: number) => Column, string][] = [
  [Int32Array, 'i32'],
  [Uint32Array, 'u32'],
  [Uint16Array, 'u16'],
  [Uint8Array, 'u8'],
  [Float32Array, 'f32'],
]

const nameOf = (column: Column): string => typeNames.find(([made]) => column instanceof made)?.[1] ?? 'u8'

interface Packing {
  readonly columns: Columns
  readonly newest: Newest
  readonly healthOf: (number: number) => number
}

/**
 * Packs things: `YWL1`, the length of the header (u32), the header (JSON: `at` in ms, `types` by index, `things` and `series` as
 * counts, `columns` with name, type and byte offset from the end of the header), then the columns. Of a thing: `lon` and
 * `lat` in 1e-7 degrees, `type`, `health`, `width` (how many series it has); of each series, thing after thing: `id`,
 * `value` (NaN before the first reading) and `seconds` since 1970 (0 before it).
 */
export function packLatest(numbers: Uint32Array, { columns, newest, healthOf }: Packing, nowMs: number): Buffer {
  let seriesTotal = 0
  for (const number of numbers) seriesTotal += columns.seriesCount(number)
  const lon = new Int32Array(numbers.length)
  const lat = new Int32Array(numbers.length)
  const type = new Uint16Array(numbers.length)
  const health = new Uint8Array(numbers.length)
  const width = new Uint8Array(numbers.length)
  const id = new Uint32Array(seriesTotal)
  const value = new Float32Array(seriesTotal).fill(Number.NaN)
  const seconds = new Uint32Array(seriesTotal)
  let next = 0
  for (let place = 0; place < numbers.length; place += 1) {
    const number = numbers[place] ?? 0
    lon[place] = Math.round(columns.lonOf(number) * 1e7)
    lat[place] = Math.round(columns.latOf(number) * 1e7)
    type[place] = columns.typeOf(number)
    health[place] = healthOf(number)
    const many = columns.seriesCount(number)
    width[place] = many
    for (let at = 0; at < many; at += 1) {
      const series = columns.seriesOf(number, at)
      id[next] = series
      const readMs = newest.atOf(series)
      if (readMs !== undefined) {
        value[next] = newest.valueOf(series)
        seconds[next] = readMs / 1000
      }
      next += 1
    }
  }
  const head = { at: nowMs, types: columns.types, things: numbers.length, series: seriesTotal }
  return assemble(head, { lon, lat, type, health, width, id, value, seconds })
}

function assemble(head: object, columns: Readonly<Record<string, Column>>): Buffer {
  let offset = 0
  const listed = Object.entries(columns).map(([name, column]) => {
    const at = offset
    offset += aligned(column.byteLength)
    return { name, type: nameOf(column), offset: at }
  })
  const text = Buffer.from(JSON.stringify({ ...head, columns: listed }))
  // Blanks after the header, so that the columns begin aligned and a reader can lay arrays over them.
  const headBytes = aligned(ALIGN + text.length)
  const packed = Buffer.alloc(headBytes + offset, ' ', 'latin1')
  packed.write(MAGIC, 0, 'latin1')
  packed.writeUInt32LE(headBytes - ALIGN, 4)
  text.copy(packed, ALIGN)
  Object.values(columns).forEach((column, place) => {
    const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
    packed.set(bytes, headBytes + (listed[place]?.offset ?? 0))
  })
  return packed
}
