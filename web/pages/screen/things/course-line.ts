import type { ThingReadings } from '../../../../contract/sensing.ts'

/** The path of a line in a drawing, and the values between which it runs. */
interface Drawing {
  readonly path: string
  readonly least: number
  readonly most: number
}

const edge = 3

/** The first series of an answer as a line in a box; null where nothing was read. A value that never changes lies in the middle. */
export function courseOf({ from, to, series }: ThingReadings, width: number, height: number): Drawing | null {
  const readings = (series[0]?.readings ?? []).flatMap(({ at, value }) =>
    typeof value === 'number' ? [{ at: Date.parse(at), value }] : [],
  )
  if (readings.length === 0) return null
  const values = readings.map(({ value }) => value)
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const [start, end] = [Date.parse(from), Date.parse(to)]
  const x = (at: number): number => ((at - start) / Math.max(1, end - start)) * width
  const y = (value: number): number =>
    most === least ? height / 2 : height - edge - ((value - least) / (most - least)) * (height - 2 * edge)
  const points = readings.map(({ at, value }) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`)
  // A single reading is a dash as wide as a pen stroke.
  const path = points.length === 1 ? `M${points[0]}h2` : `M${points.join('L')}`
  return { path, least, most }
}
