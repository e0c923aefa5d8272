import type { MatterAction } from '../../../../contract/matter.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import css from './actions.module.css'
import { texts } from './texts.ts'

/** Each action that is not for this person now, with the reason. */
export function Refused({ actions }: { actions: readonly MatterAction[] }) {
  const t = useText(texts)
  const said = useSaid()
  const refused = actions.filter(({ allowed }) => !allowed)
  if (refused.length === 0) return null
  return (
    <dl className={css.refused} aria-label={t('notNow')}>
      {refused.map(({ id, name, whyNot }) => (
        <div key={id}>
          <dt>{said(name)}</dt>
          <dd>{whyNot && said(whyNot)}</dd>
        </div>
      ))}
    </dl>
  )
}
