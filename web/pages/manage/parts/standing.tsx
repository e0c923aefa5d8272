import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { texts } from '../texts.ts'

/** Whether something is in use, or retired. */
export function Standing({ retired }: { retired: boolean }) {
  const t = useText(texts)
  return retired ? (
    <span className={css.quiet}>○ {t('retired')}</span>
  ) : (
    <span className={css.good}>● {t('active')}</span>
  )
}
