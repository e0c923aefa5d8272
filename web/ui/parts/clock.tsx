import { useText } from '../texts/use-text.ts'
import { words } from '../texts/words.ts'
import { useNow } from '../time/now.ts'
import { useFormat } from '../time/use-format.ts'
import { type LightState, lightState } from './light-state.ts'
import css from './parts.module.css'

const lightWords = { green: 'lightGreen', amber: 'lightAmber', red: 'lightRed' } as const

/** A shape of its own for each colour: circle, triangle, square. */
function Shape({ state }: { state: LightState }) {
  return (
    <svg width="9" height="9" viewBox="0 0 9 9" fill="currentColor" aria-hidden="true">
      {state === 'green' && <circle cx="4.5" cy="4.5" r="4" />}
      {state === 'amber' && <path d="M4.5 0.5 9 8.5H0Z" />}
      {state === 'red' && <rect x="0.5" y="0.5" width="8" height="8" rx="1.5" />}
    </svg>
  )
}

/** A light with its word. */
export function Light({ state }: { state: LightState }) {
  const t = useText(words)
  return (
    <span className={`${css.light} ${css[state]}`}>
      <Shape state={state} />
      {t(lightWords[state])}
    </span>
  )
}

export interface Limit {
  readonly dueAt: string | null
  readonly lightAt: string | null
  /** What is counted, such as "time to accept". */
  readonly counts: string | null
}

/** Counts down to `dueAt` and on beyond it: `0:42`, then `超 0:42`. What it counts is said in its hint, or beside it when big. */
export function Clock({ dueAt, lightAt, counts, big = false }: Limit & { big?: boolean }) {
  const t = useText(words)
  const format = useFormat()
  const at = useNow()
  const state = lightState(dueAt, lightAt, at)
  if (state === null || dueAt === null) return null
  const left = Date.parse(dueAt) - at
  const face = state === 'red' ? t('late', { time: format.face(left) }) : format.face(left)
  const hint = [counts, t(lightWords[state]), format.when(dueAt)].filter(Boolean).join(' · ')
  const clock = (
    <time dateTime={dueAt} title={hint} className={`${css.clock} ${state === 'green' ? '' : css[state]}`}>
      {face}
    </time>
  )
  if (!big) return clock
  return (
    <div className={css.big}>
      {clock}
      <span className={css.counts}>{counts}</span>
    </div>
  )
}
