/** What was said of a series' readings between two instants, both included. */
export interface Correction {
  readonly id: string
  readonly no: number
  readonly seriesId: number
  readonly fromAt: Date
  readonly toAt: Date
  readonly kind: 'replace' | 'shift' | 'void'
  readonly amount: number | null
  readonly reason: string
}

/** A reading as it was sent. */
export interface Reading {
  readonly atMs: number
  readonly seq: number
  readonly value: number
}

/** A reading as it counts. With a correction, `original` is what was sent. */
export interface Counted extends Reading {
  readonly original?: number
  readonly correction?: Correction
}

/** Applies corrections of one series to its readings: the newest that covers a reading holds. */
export function createCorrector(corrections: readonly Correction[]) {
  const newestFirst = [...corrections].sort((a, b) => b.no - a.no)
  const covering = (atMs: number): Correction | undefined =>
    newestFirst.find(({ fromAt, toAt }) => fromAt.getTime() <= atMs && atMs <= toAt.getTime())

  return (reading: Reading): Counted => {
    const correction = newestFirst.length === 0 ? undefined : covering(reading.atMs)
    if (correction === undefined) return reading
    const { value: original } = reading
    const { kind, amount } = correction
    const value = kind === 'replace' ? (amount ?? original) : kind === 'shift' ? original + (amount ?? 0) : original
    return { ...reading, value, original, correction }
  }
}

/** Whether a reading counts for nothing. */
export const isVoid = ({ correction }: Counted): boolean => correction?.kind === 'void'
