import type { Case } from '../../../../contract/cases/index.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import css from './case.module.css'
import { texts } from './texts.ts'

/** The road of a case as a bar, and in words where on it the case is. */
export function Steps({ it: { steps, done } }: { it: Case }) {
  const t = useText(texts)
  const said = useSaid()
  const at = steps.findIndex(({ stage }) => stage === 'now')
  const now = steps[at]
  // A case that left the road (not accepted, void) has said so already.
  if (now === undefined) return null
  return (
    <section className={css.steps} aria-label={t('steps')}>
      <ol aria-hidden="true">
        {steps.map(({ id, stage }) => (
          <li key={id} data-stage={done ? 'done' : stage} />
        ))}
      </ol>
      <p>{t('stepNow', { n: at + 1, count: steps.length, name: said(now.name) })}</p>
    </section>
  )
}
