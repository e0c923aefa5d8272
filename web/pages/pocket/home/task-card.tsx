import { Link } from '@tanstack/react-router'
import type { CaseRow } from '../../../../contract/cases/index.ts'
import type { Bilingual } from '../../../../contract/text.ts'
import { page } from '../../../paths.ts'
import { Clock } from '../../../ui/parts/clock.tsx'
import { actionLook } from '../../../ui/pocket/action.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { useSayWork } from '../parts/state-words.ts'
import { GuideLink } from '../place/guide-link.tsx'
import { useDistance } from '../place/use-distance.ts'
import css from './home.module.css'
import { texts } from './texts.ts'

interface TaskCardProps {
  row: CaseRow
  /** Metres; null where it is not known. */
  away: number | null
  /** The action that is done here and not yet at the server. */
  waits: Bilingual | null
}

/** One task: what, where, how far, how long yet, and the ways to it. */
export function TaskCard({ row, away, waits }: TaskCardProps) {
  const t = useText(texts)
  const said = useSaid()
  const sayWork = useSayWork()
  const distance = useDistance()
  const { title, place, events, dueAt, lightAt, counts } = row
  const task = t('task', { work: sayWork(row.state), title })
  const about = [title.includes(place) ? row.division : place, events > 1 && t('clues', { count: events })]
  return (
    <article className={css.card}>
      <Link {...page.pocketCase(row.case)} className={css.what}>
        <b>{task}</b>
        <span>
          <Clock dueAt={dueAt} lightAt={lightAt} counts={counts && said(counts)} />
        </span>
        <span>{about.filter(Boolean).join(' · ')}</span>
        <span>{away !== null && distance(away)}</span>
      </Link>
      {waits ? (
        <p className={css.waits}>{t('waits', { action: said(waits) })}</p>
      ) : (
        <div className={css.ways}>
          <Link {...page.pocketCase(row.case)} className={actionLook('likely')}>
            <span>
              {t('open', { work: sayWork(row.state) })} <span className="visually-hidden">{title}</span>
            </span>
          </Link>
          <GuideLink to={row.position} name={place || title} />
        </div>
      )}
    </article>
  )
}
