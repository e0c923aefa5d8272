import { Link } from '@tanstack/react-router'
import type { CaseRow } from '../../../../contract/cases/index.ts'
import { page } from '../../../paths.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import css from './parts.module.css'
import { useSayProgress } from './state-words.ts'

/** One case as its reporter sees it: what it was about, and how far it is. */
export function CaseLine({ row }: { row: CaseRow }) {
  const format = useFormat()
  const sayProgress = useSayProgress()
  return (
    <Link {...page.pocketCase(row.case)} className={css.line} data-done={row.done}>
      <b>{row.title}</b>
      <time dateTime={row.changedAt}>{format.when(row.changedAt)}</time>
      <span>{sayProgress(row)}</span>
      <small className="figures">{row.number}</small>
    </Link>
  )
}
