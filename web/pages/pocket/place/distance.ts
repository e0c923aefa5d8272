/** WGS-84 degrees. */
export interface Point {
  readonly lon: number
  readonly lat: number
}

const metresPerDegree = 111_320

/** Metres between two points of one city: the earth is flat there. */
export function distanceM(a: Point, b: Point): number {
  const squeeze = Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180)
  return Math.hypot((a.lon - b.lon) * squeeze, a.lat - b.lat) * metresPerDegree
}

/** The nearest first; without a place, in the order they came. */
export function byNearest<T extends { readonly position: Point }>(rows: readonly T[], here: Point | null): T[] {
  if (here === null) return [...rows]
  return rows.toSorted((a, b) => distanceM(a.position, here) - distanceM(b.position, here))
}

/** A distance as people say it: tens of metres, then kilometres. */
export function roundedDistance(metres: number): { readonly value: number; readonly unit: 'metres' | 'kilometres' } {
  if (metres < 995) return { value: metres < 10 ? Math.round(metres) : Math.round(metres / 10) * 10, unit: 'metres' }
  const km = metres / 1000
  return { value: km < 9.95 ? Math.round(km * 10) / 10 : Math.round(km), unit: 'kilometres' }
}
