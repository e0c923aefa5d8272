import type { Case } from '../../../../../contract/cases/index.ts'
import { useSaid, useText } from '../../../../ui/texts/use-text.ts'
import css from '../case.module.css'
import { texts } from '../texts.ts'

/** The road from reported to closed. A case that left the road says where it is instead. */
export function StepsBar({ it }: { it: Case }) {
  const t = useText(texts)
  const said = useSaid()
  if (it.steps.every(({ stage }) => stage !== 'now')) return <p className={css.left}>{said(it.state.name)}</p>
  return (
    <ol className={css.steps} aria-label={t('steps')}>
      {it.steps.map(({ id, name, stage }) => (
        <li key={id} data-stage={stage} aria-current={stage === 'now' ? 'step' : undefined}>
          {said(name)}
        </li>
      ))}
    </ol>
  )
}
