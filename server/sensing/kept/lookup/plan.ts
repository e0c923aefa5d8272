import { DAY_MS, HOUR_MS } from '../layout.ts'
import { beside, merged, outward, type Span, wholeSteps, within } from './spans.ts'

/** How the readings of a span are summed up. */
export interface Plan {
  /** Looked at one by one: there are corrections, or late readings that may be doubled. */
  readonly exact: readonly Span[]
  /** Summed up by the database. */
  readonly hot: readonly Span[]
  /** Summed up from the readings of segments. */
  readonly readings: readonly Span[]
  /** Whole hours and days, from rollups. */
  readonly hours: readonly Span[]
  readonly days: readonly Span[]
}

interface Question {
  readonly span: Span
  readonly horizonMs: number
  readonly widthMs: number
  readonly originMs: number
  /** Where the days of rollups begin; undefined when there are none to use. */
  readonly dayStartMs: number | undefined
  /** Where readings must be looked at one by one. */
  readonly touched: readonly Span[]
}

/** Divides a span so that each part is answered from the least there is to read, and exactly. */
export function planSums({ span, horizonMs, widthMs, originMs, dayStartMs, touched }: Question): Plan {
  const sealed = { from: span.from, to: Math.max(span.from, Math.min(span.to, horizonMs)) }
  const exact = within(merged(touched.map((one) => outward(one, HOUR_MS))), span)
  const hot = beside({ from: sealed.to, to: span.to }, exact)
  const plain = beside(sealed, exact)
  const byHours = widthMs % HOUR_MS === 0 && originMs % HOUR_MS === 0
  if (!byHours) return { exact, hot, readings: plain, hours: [], days: [] }
  const { whole, edges } = wholeSteps(plain, HOUR_MS)
  const byDays = dayStartMs !== undefined && widthMs % DAY_MS === 0 && (originMs - dayStartMs) % DAY_MS === 0
  if (!byDays) return { exact, hot, readings: edges, hours: whole, days: [] }
  const { whole: days, edges: hours } = wholeSteps(whole, DAY_MS, dayStartMs)
  return { exact, hot, readings: edges, hours, days }
}
