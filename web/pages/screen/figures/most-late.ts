interface Compared {
  readonly open: number
  readonly late: number
}

/** All rows in their own order where they fit; where not, those with most late, then most open. */
export function mostLate<Row extends Compared>(rows: readonly Row[], fits: number): readonly Row[] {
  if (rows.length <= fits) return rows
  return [...rows].sort((a, b) => b.late - a.late || b.open - a.open).slice(0, fits)
}
