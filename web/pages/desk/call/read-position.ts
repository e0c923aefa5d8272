import type { Position } from '../../../../contract/cases/index.ts'

/** Longitude and latitude as people paste them: `121.42, 31.22`, with any sign between; null while it is not a position. */
export function readPosition(text: string): Position | null {
  const numbers =
    text
      .normalize('NFKC')
      .match(/-?\d+(\.\d+)?/g)
      ?.map(Number) ?? []
  const [lon, lat] = numbers
  if (numbers.length !== 2 || lon === undefined || lat === undefined) return null
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { lon, lat } : null
}
