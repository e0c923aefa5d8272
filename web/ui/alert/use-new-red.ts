import { useState } from 'react'
import { type Graded, type KnownRed, newlyRed } from './newly-red.ts'

/** The red ones that have come since the page opened and that nobody here has looked at; and how to put them away. */
export function useNewRed<Row extends Graded>(
  rows: readonly Row[] | undefined,
): readonly [readonly Row[], (news: readonly Row[]) => void] {
  const [seen, setSeen] = useState<{ rows: typeof rows; known: KnownRed }>({ rows: undefined, known: null })
  const [news, setNews] = useState<readonly Row[]>([])
  if (rows !== undefined && rows !== seen.rows) {
    const { fresh, known } = newlyRed(seen.known, rows)
    setSeen({ rows, known })
    if (fresh.length > 0) setNews([...news, ...fresh])
  }
  return [news, setNews]
}
