import { useState } from 'react'
import type { Case } from '../../../../../contract/cases/index.ts'
import type { MatterAction } from '../../../../../contract/matter.ts'
import { newCommandId } from '../../../../api/fetch.ts'
import { useMe } from '../../../../api/me.ts'
import { type Item, newItem, type StepWork } from '../../../../api/outbox/item.ts'
import { useOutbox, useOutboxState } from '../../../../api/outbox/use-outbox.tsx'
import { Action } from '../../../../ui/pocket/action.tsx'
import { useSaid, useText } from '../../../../ui/texts/use-text.ts'
import { now } from '../../../../ui/time/now.ts'
import css from '../case.module.css'
import { texts } from '../texts.ts'
import { ActionForm } from './action-form.tsx'
import { PendingStep } from './pending-step.tsx'

type StepItem = Item & { readonly work: StepWork }

const isStepOn =
  (caseId: string) =>
  (item: Item): item is StepItem =>
    item.work.kind === 'step' && item.work.caseId === caseId

const stepOn = (it: Case, action: MatterAction): StepWork => ({
  kind: 'step',
  caseId: it.case,
  title: it.title,
  action: action.name,
  step: { action: action.id, version: it.version, input: {} },
})

/** What this person can do with the case now; one step at a time, the next when the server has taken the last. */
export function Acting({ it }: { it: Case }) {
  const { account } = useMe()
  const outbox = useOutbox()
  const steps = useOutboxState().items.filter(isStepOn(it.case))
  const allowed = it.actions.filter((action) => action.allowed)
  const draft = steps.find(({ state }) => state === 'draft')
  const resumed = draft && allowed.find(({ id }) => id === draft.work.step.action)
  const [begun, setBegun] = useState<{ action: MatterAction; item: StepItem } | null>(
    draft && resumed ? { action: resumed, item: draft } : null,
  )
  const sent = steps.find(({ state }) => state !== 'draft')
  const begin = (action: MatterAction) => {
    const work = stepOn(it, action)
    const item: StepItem = { ...newItem(newCommandId(), account, now(), work), work }
    if (action.fields.length > 0) setBegun({ action, item })
    else void outbox.save(item).then(() => outbox.send(item.id))
  }
  if (sent) return <PendingStep item={sent} it={it} />
  if (begun)
    return (
      <ActionForm
        key={begun.item.id}
        action={begun.action}
        begun={begun.item}
        onSent={() => setBegun(null)}
        onLeave={() => setBegun(null)}
      />
    )
  return <Choices actions={allowed} onTake={begin} />
}

function Choices({ actions, onTake }: { actions: readonly MatterAction[]; onTake: (action: MatterAction) => void }) {
  const t = useText(texts)
  const said = useSaid()
  if (actions.length === 0) return null
  const main = actions.find(({ direction }) => direction === 'forward')
  const rest = actions.filter((action) => action !== main)
  return (
    <section className={css.acting} aria-label={t('you')}>
      {rest.map((action) => (
        <Action
          key={action.id}
          weight={action.direction === 'aside' ? 'quiet' : 'other'}
          onPress={() => onTake(action)}
        >
          {said(action.name)}
        </Action>
      ))}
      {main && (
        <Action weight="main" onPress={() => onTake(main)}>
          {said(main.name)}
        </Action>
      )}
    </section>
  )
}
