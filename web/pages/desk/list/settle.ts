import type { CaseRow } from '../../../../contract/cases/index.ts'

/** A line as it is shown: `gone` has left the list since, and stays until nobody can be about to press it. */
export interface Line {
  readonly row: CaseRow
  readonly gone: boolean
}

export interface Settled {
  readonly lines: readonly Line[]
  /** New rows that are held back, so that nothing moves under the pointer. */
  readonly waiting: number
}

/** How firmly the shown lines hold. */
export interface Grip {
  /** The pointer is on the list: every line stays where it is. */
  readonly held: boolean
  /** The case beside the list keeps its line, so that the next one is still the next. */
  readonly chosen: string | undefined
}

const freshLine = (row: CaseRow): Line => ({ row, gone: false })

/** What to show when the list was `shown` and the server now says `fresh`. */
export function settle(shown: readonly Line[], fresh: readonly CaseRow[], { held, chosen }: Grip): Settled {
  const rows = new Map(fresh.map((row) => [row.case, row]))
  const renewed = (line: Line): Line => {
    const row = rows.get(line.row.case)
    return row ? freshLine(row) : { row: line.row, gone: true }
  }
  if (held && shown.length > 0) {
    const known = new Set(shown.map(({ row }) => row.case))
    return { lines: shown.map(renewed), waiting: fresh.filter((row) => !known.has(row.case)).length }
  }
  const lines = fresh.map(freshLine)
  const at = shown.findIndex(({ row }) => row.case === chosen)
  const left = shown[at]
  if (left && !rows.has(left.row.case)) lines.splice(at, 0, renewed(left))
  return { lines, waiting: 0 }
}
