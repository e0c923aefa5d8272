import type { KeptCategory } from '../../../../contract/cases/index.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { texts } from './texts.ts'

/** Whether a category is offered, and if not, whose doing that is. */
export function CategoryState({ category }: { category: KeptCategory }) {
  const t = useText(texts)
  if (category.switchedOff) return <span className={css.soon}>○ {t('switchedOff')}</span>
  if (!category.enabled) return <span className={css.quiet}>○ {t('packOff')}</span>
  return <span className={css.good}>● {t('offered')}</span>
}
