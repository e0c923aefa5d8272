import type { ReactNode } from 'react'
import type { ApiProblem } from '../../api/problem.ts'
import { goToSignIn } from '../../api/query.ts'
import { useText } from '../texts/use-text.ts'
import { words } from '../texts/words.ts'
import css from './faces.module.css'

const drawings = {
  empty: 'M6 14h7l2 4h6l2-4h7M6 14l5-8h14l5 8v14H6z',
  offline: 'M4 13c8-7 20-7 28 0M9 19c5-5 13-5 18 0M14 25c2-2 6-2 8 0M5 31 31 5',
  failed: 'M18 11v9M18 25v.5M18 4 33 31H3z',
} as const

interface FaceProps {
  drawing: keyof typeof drawings
  title: string
  children?: ReactNode
}

function Face({ drawing, title, children }: FaceProps) {
  return (
    <div className={css.face}>
      <svg
        width="36"
        height="36"
        viewBox="0 0 36 36"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <path d={drawings[drawing]} />
      </svg>
      <h2>{title}</h2>
      {children}
    </div>
  )
}

/** Nothing here: says so, and what would bring something. */
export const Empty = ({ title, children }: { title: string; children?: ReactNode }) => (
  <Face drawing="empty" title={title}>
    {children}
  </Face>
)

/** Grey lines, only once waiting becomes noticeable. */
export function Loading({ lines = 6 }: { lines?: number }) {
  const t = useText(words)
  return (
    <div className={css.loading} role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no other identity
        <i key={line} />
      ))}
    </div>
  )
}

/** What could not be loaded, why, and the way on. No answer at all is the offline face. */
export function Failed({ problem, retry }: { problem: ApiProblem; retry: () => void }) {
  const t = useText(words)
  const offline = problem.status === 0
  return (
    <div role="alert">
      <Face drawing={offline ? 'offline' : 'failed'} title={offline ? t('offline') : t('failed')}>
        <p>{offline ? t('offlineWhy') : problem.message}</p>
        {problem.requestId && <small className="figures">{t('requestNo', { id: problem.requestId })}</small>}
        <button type="button" className={css.button} onClick={retry}>
          {t('retry')}
        </button>
      </Face>
    </div>
  )
}

/** One line about a write that was refused; nothing typed is lost. */
export function ProblemNote({ problem }: { problem: ApiProblem }) {
  const t = useText(words)
  return (
    <div role="alert" className={css.note}>
      <span>{problem.message}</span>
      {problem.code === 'kernel.sign_in_needed' && (
        <button type="button" className={css.button} onClick={goToSignIn}>
          {t('signIn')}
        </button>
      )}
      {problem.status >= 500 && problem.requestId && <small>{t('requestNo', { id: problem.requestId })}</small>}
    </div>
  )
}
