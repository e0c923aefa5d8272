import { useFreshness } from '../api/live/use-live.tsx'
import { goToSignIn } from '../api/query.ts'
import { useText } from '../ui/texts/use-text.ts'
import { words } from '../ui/texts/words.ts'
import { useFormat } from '../ui/time/use-format.ts'
import css from './shell.module.css'

/** Whether what is shown is live, or as of when it is. Said aloud only when it turns stale. */
export function LiveState() {
  const t = useText(words)
  const format = useFormat()
  const { state, asOf } = useFreshness()
  const stale = state === 'stale' && asOf !== null
  if (state === 'signed-out')
    return (
      <button type="button" className={css.live} data-state="stale" onClick={goToSignIn}>
        <i aria-hidden="true" />
        {t('signedOut')} · {t('signIn')}
      </button>
    )
  const says = stale ? t('stale', { time: format.second(asOf) }) : t(state === 'live' ? 'live' : 'connecting')
  return (
    <span className={css.live} data-state={state} title={stale ? t('staleWhy') : undefined}>
      <i aria-hidden="true" />
      <span className="figures">{says}</span>
      <span className="visually-hidden" role="status">
        {stale ? says : ''}
      </span>
    </span>
  )
}
