import type { Case } from '../../../../contract/cases/index.ts'
import type { MatterAction } from '../../../../contract/matter.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import { Trail } from '../../../ui/trail/trail.tsx'
import css from './actions.module.css'
import { texts } from './texts.ts'

interface ChangesProps {
  it: Case
  since: number
  /** The action being filled in, as it is offered now. */
  opened: MatterAction | undefined
}

/** What others did after this person began to fill in. */
export function Changes({ it, since, opened }: ChangesProps) {
  const t = useText(texts)
  return (
    <div role="status" className={css.changes}>
      <b>{t('changed')}</b>
      <Trail entries={it.trail.filter(({ version }) => version > since)} />
      {opened?.allowed !== true && <p>{t('impossible')}</p>}
    </div>
  )
}
