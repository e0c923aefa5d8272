import { useText } from '../texts/use-text.ts'
import { words } from '../texts/words.ts'
import { chooseElder, useElder } from '../theme/theme.ts'
import css from './brand.module.css'

/** Large type for the old, on or off: it stands where people come in. */
export function TypeSwitch() {
  const t = useText(words)
  const elder = useElder()
  return (
    <button type="button" className={css.switch} aria-pressed={elder} onClick={() => chooseElder(!elder)}>
      {t('bigType')}
    </button>
  )
}
