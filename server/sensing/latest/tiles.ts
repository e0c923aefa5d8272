import type { Columns } from '../registry/columns.ts'
import { alarmRankOf, Reports, reportsOf } from './health.ts'
import { encodeTile, type TileAddress, type TilePoint } from './tile.ts'

/** More than this in one tile are drawn as groups: nobody could tell them apart, and a phone could not draw them. */
const SINGLE_LIMIT = 2000
/** Groups a tile is cut into across and down: 16 pixels each at the usual 512. */
const GRID = 32

interface Drawn {
  readonly columns: Columns
  readonly healthOf: (number: number) => number
  /** What is written on a single thing. */
  readonly tagsOf: (number: number) => TilePoint['tags']
  /** By what a single thing is found again: the number of its first series, which no restart changes. */
  readonly idOf: (number: number) => number | undefined
}

/**
 * A tile of things: layer `thing` with each by itself where they are few, else layer `group` with how many stand together
 * and how many of them are `late`, `outOfRange`, were `never` read or have an alarm, and the `rank` of the worst.
 */
export function drawTile(address: TileAddress, numbers: Uint32Array, drawn: Drawn): Buffer {
  if (numbers.length > SINGLE_LIMIT) return encodeTile(address, { group: groupsOf(address, numbers, drawn) })
  const { columns, healthOf, tagsOf, idOf } = drawn
  const single = Array.from(numbers, (number): TilePoint => {
    const health = healthOf(number)
    const id = idOf(number)
    const tags = { ...tagsOf(number), rank: alarmRankOf(health), reports: reportsOf(health) }
    return { x: columns.xOf(number), y: columns.yOf(number), ...(id !== undefined && { id }), tags }
  })
  return encodeTile(address, { thing: single })
}

function groupsOf({ z, x, y }: TileAddress, numbers: Uint32Array, { columns, healthOf }: Drawn): TilePoint[] {
  const scale = 2 ** z
  const cells = GRID * GRID
  const count = new Uint32Array(cells)
  const late = new Uint32Array(cells)
  const never = new Uint32Array(cells)
  const outOfRange = new Uint32Array(cells)
  const alarms = new Uint32Array(cells)
  const worst = new Uint8Array(cells)
  const sumX = new Float64Array(cells)
  const sumY = new Float64Array(cells)
  const cellOf = (at: number, tile: number): number =>
    Math.min(GRID - 1, Math.max(0, Math.floor((at * scale - tile) * GRID)))
  for (const number of numbers) {
    const atX = columns.xOf(number)
    const atY = columns.yOf(number)
    const cell = cellOf(atY, y) * GRID + cellOf(atX, x)
    const health = healthOf(number)
    const rank = alarmRankOf(health)
    const reports = reportsOf(health)
    add(count, cell, 1)
    add(sumX, cell, atX)
    add(sumY, cell, atY)
    if (rank > 0) add(alarms, cell, 1)
    if (rank > (worst[cell] ?? 0)) worst[cell] = rank
    if (reports === Reports.late) add(late, cell, 1)
    else if (reports === Reports.never) add(never, cell, 1)
    else if (reports === Reports.outOfRange) add(outOfRange, cell, 1)
  }
  const groups: TilePoint[] = []
  for (let cell = 0; cell < cells; cell += 1) {
    const size = count[cell] ?? 0
    if (size === 0) continue
    const tags = {
      count: size,
      rank: worst[cell] ?? 0,
      alarms: alarms[cell] ?? 0,
      late: late[cell] ?? 0,
      never: never[cell] ?? 0,
      outOfRange: outOfRange[cell] ?? 0,
    }
    groups.push({ x: (sumX[cell] ?? 0) / size, y: (sumY[cell] ?? 0) / size, tags })
  }
  return groups
}

function add(column: Uint32Array | Float64Array, cell: number, amount: number): void {
  column[cell] = (column[cell] ?? 0) + amount
}
