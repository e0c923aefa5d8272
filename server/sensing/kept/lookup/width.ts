import { DAY_MS, HOUR_MS } from '../layout.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS

/** Widths of buckets that people read: each fits whole into a day, or is whole days. */
const WIDTHS = [
  ...[1, 5, 10, 30].map((count) => count * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR_MS),
  ...[1, 7, 28].map((count) => count * DAY_MS),
]
const LONGEST_MS = 28 * DAY_MS

/** The least width that divides a span into no more than some buckets, not counting the one begun at its edge. */
export function widthFor(spanMs: number, points: number): number {
  const least = Math.max(0, spanMs) / points
  return WIDTHS.find((width) => width >= least) ?? Math.ceil(least / LONGEST_MS) * LONGEST_MS
}
