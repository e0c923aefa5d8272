import type { HeldThing } from '../../../../contract/quotas.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { texts } from './texts.ts'

const words = {
  held: 'stateHeld',
  keeping: 'stateKeeping',
  kept: 'stateKept',
  dropping: 'stateDropping',
  dropped: 'stateDropped',
} as const

/** What has become of a quarantine. */
export function HeldState({ held }: { held: HeldThing }) {
  const t = useText(texts)
  const said = t(words[held.state])
  return held.state === 'held' ? <strong>■ {said}</strong> : <span className={css.quiet}>○ {said}</span>
}
