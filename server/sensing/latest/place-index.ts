import KDBush from 'kdbush'
import type { Columns } from '../registry/columns.ts'

/** West, south, east, north in WGS-84 degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number]

// As many as are cheaper to look through than to build the tree again for.
const LOOSE_LIMIT = 4096

/** Finds things by where they stand. The tree is built when it is asked for; what came or moved since is looked through. */
export function createPlaceIndex(columns: Columns) {
  let tree: KDBush | undefined
  let numbers = new Uint32Array(0)
  let loose = new Set<number>()

  function build(): KDBush {
    const bound = columns.bound()
    let size = 0
    for (let number = 0; number < bound; number += 1) if (columns.exists(number)) size += 1
    numbers = new Uint32Array(size)
    const made = new KDBush(size)
    for (let number = 0; number < bound; number += 1)
      if (columns.exists(number)) numbers[made.add(columns.lonOf(number), columns.latOf(number))] = number
    loose = new Set()
    return made.finish()
  }

  /** Numbers of the things inside a box, in no order, each once. What is gone or has moved is told by `columns`. */
  return function within([west, south, east, north]: Box): number[] {
    for (const number of columns.takeMoved()) loose.add(number)
    if (tree === undefined || loose.size > LOOSE_LIMIT) tree = build()
    const isInside = (number: number): boolean => {
      const lon = columns.lonOf(number)
      const lat = columns.latOf(number)
      return columns.exists(number) && lon >= west && lon <= east && lat >= south && lat <= north
    }
    const found: number[] = []
    for (const place of tree.range(west, south, east, north)) {
      const number = numbers[place]
      if (number !== undefined && !loose.has(number) && columns.exists(number)) found.push(number)
    }
    for (const number of loose) if (isInside(number)) found.push(number)
    return found
  }
}
