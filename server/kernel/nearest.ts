/** The known word a typed one probably meant, if any is near: at most a third of its letters differ. */
export function findNearest(typed: string, known: readonly string[]): string | undefined {
  const scored = known
    .map((word) => ({ word, distance: distance(typed, word) }))
    .sort((a, b) => a.distance - b.distance)
  const best = scored[0]
  return best && best.distance <= Math.max(1, Math.floor(typed.length / 3)) ? best.word : undefined
}

/** Letters to insert, drop or change (Levenshtein), one row of the table at a time. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...to].entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
