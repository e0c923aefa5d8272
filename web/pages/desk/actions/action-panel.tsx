import type { Case } from '../../../../contract/cases/index.ts'
import { ProblemNote } from '../../../frame/failed.tsx'
import { Panel } from '../../../ui/parts/panel.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { ActionButtons } from './action-buttons.tsx'
import css from './actions.module.css'
import { Changes } from './changes.tsx'
import { ActionForm } from './form/action-form.tsx'
import { Refused } from './refused.tsx'
import { texts } from './texts.ts'
import { usePanel } from './use-panel.ts'
import { usePanelKeys } from './use-panel-keys.ts'

/** What this person may do now, the usual step open, its keys on the buttons; and why not the rest. */
export function ActionPanel({ it, refresh }: { it: Case; refresh: () => void }) {
  const t = useText(texts)
  const said = useSaid()
  const panel = usePanel(it, refresh)
  usePanelKeys(it, panel)
  const { opened, did, step, changedSince } = panel
  const isIdle = !it.actions.some(({ allowed }) => allowed)
  return (
    <Panel
      title={it.done ? t('over') : t('now')}
      remark={
        <span role="status" className={css.did}>
          {did && t('did', { action: said(did.name) })}
        </span>
      }
    >
      <div className={css.panel}>
        {isIdle && !opened && <p className={css.idle}>{t('none')}</p>}
        {opened && <ActionForm key={opened.id} it={it} action={opened} panel={panel} />}
        {step.error && <ProblemNote problem={step.error} />}
        {changedSince !== null && <Changes it={it} since={changedSince} opened={opened} />}
        <ActionButtons it={it} panel={panel} />
        <Refused actions={it.actions} />
      </div>
    </Panel>
  )
}
