import { useState } from 'react'
import type { CaseRow } from '../../../../contract/cases/index.ts'
import { type Grip, type Settled, settle } from './settle.ts'

interface Seen extends Grip {
  readonly question: string
  readonly fresh: readonly CaseRow[]
  readonly settled: Settled
}

/**
 * The lines to show for the answer to a `question`. While the same question is answered anew they hold still as `settle`
 * says; another question begins anew.
 */
export function useSettled(question: string, fresh: readonly CaseRow[], { held, chosen }: Grip): Settled {
  const [seen, setSeen] = useState<Seen>()
  const isSame = seen?.question === question && seen.fresh === fresh && seen.held === held && seen.chosen === chosen
  if (isSame) return seen.settled
  const shown = seen?.question === question ? seen.settled.lines : []
  const settled = settle(shown, fresh, { held, chosen })
  setSeen({ question, fresh, held, chosen, settled })
  return settled
}
