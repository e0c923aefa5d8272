import type { Severity } from '../../../../contract/cases/index.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import { texts } from '../texts.ts'
import css from './parts.module.css'

/** A warning level: its word on its colour. */
export function SeverityMark({ level }: { level: Severity }) {
  const t = useText(texts)
  return (
    <span className={css.severity} data-level={level}>
      {t(level)}
    </span>
  )
}
