import type { CaseRow } from '../../../../contract/cases/index.ts'

/** The red cases already known; null before the first answer, whose red ones are no news. */
export type KnownRed = ReadonlySet<string> | null

/** What is red and was not known, and all that is known from now on. */
export function newlyRed(known: KnownRed, rows: readonly CaseRow[]): { fresh: CaseRow[]; known: ReadonlySet<string> } {
  const red = rows.filter(({ severity }) => severity === 'red')
  const fresh = known === null ? [] : red.filter((row) => !known.has(row.case))
  return { fresh, known: new Set([...(known ?? []), ...red.map((row) => row.case)]) }
}
