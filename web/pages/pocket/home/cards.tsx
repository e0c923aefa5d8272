import type { CaseRow } from '../../../../contract/cases/index.ts'
import { useOutboxState } from '../../../api/outbox/use-outbox.tsx'
import { distanceM } from '../place/distance.ts'
import type { fixOf } from '../place/use-position.ts'
import css from './home.module.css'
import { TaskCard } from './task-card.tsx'

/** Tasks as cards, each with what the phone has yet to send for it. */
export function Cards({ rows, here }: { rows: readonly CaseRow[]; here: ReturnType<typeof fixOf> }) {
  const { items } = useOutboxState()
  const waiting = new Map(
    items.flatMap(({ work, state }) =>
      work.kind === 'step' && state !== 'draft' ? [[work.caseId, work] as const] : [],
    ),
  )
  return (
    <ul className={css.cards}>
      {rows.map((row) => (
        <li key={row.case}>
          <TaskCard
            row={row}
            away={here && distanceM(row.position, here)}
            waits={waiting.get(row.case)?.action ?? null}
          />
        </li>
      ))}
    </ul>
  )
}
