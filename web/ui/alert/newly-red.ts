/** What can be red: a case, an alarm. */
export interface Graded {
  readonly id: string
  readonly severity: 'blue' | 'yellow' | 'orange' | 'red' | null
}

/** The red ones already known; null before the first answer, whose red ones are no news. */
export type KnownRed = ReadonlySet<string> | null

/** What is red and was not known, and all that is known from now on. */
export function newlyRed<Row extends Graded>(
  known: KnownRed,
  rows: readonly Row[],
): { fresh: Row[]; known: ReadonlySet<string> } {
  const red = rows.filter(({ severity }) => severity === 'red')
  const fresh = known === null ? [] : red.filter(({ id }) => !known.has(id))
  return { fresh, known: new Set([...(known ?? []), ...red.map(({ id }) => id)]) }
}
