import { useText } from '../texts/use-text.ts'
import { words } from '../texts/words.ts'
import css from './brand.module.css'

/** The mark and the name. */
export function Logo() {
  const t = useText(words)
  return (
    <span className={css.logo}>
      <i aria-hidden="true" />
      {t('product')}
    </span>
  )
}
