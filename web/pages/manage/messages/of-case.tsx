import { Link } from '@tanstack/react-router'
import type { DueMessage } from '../../../../contract/messages.ts'
import { page } from '../../../paths.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { texts } from './texts.ts'

/** The case by its number, to be opened. */
export function OfCase({ message }: { message: DueMessage }) {
  const t = useText(texts)
  if (message.case === null) return <span className={css.quiet}>{t('noCase')}</span>
  return <Link {...page.deskCase(message.case.id)}>{message.case.number}</Link>
}
