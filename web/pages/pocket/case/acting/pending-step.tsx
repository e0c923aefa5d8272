import type { Case } from '../../../../../contract/cases/index.ts'
import type { Item, StepWork } from '../../../../api/outbox/item.ts'
import { useOutbox } from '../../../../api/outbox/use-outbox.tsx'
import { Action } from '../../../../ui/pocket/action.tsx'
import { useSaid, useText } from '../../../../ui/texts/use-text.ts'
import { useIsOnline } from '../../frame/use-connection.ts'
import css from '../case.module.css'
import { texts } from '../texts.ts'
import { Entries } from '../trail.tsx'

const staleCode = 'kernel.stale'

interface PendingStepProps {
  item: Item & { readonly work: StepWork }
  it: Case
}

/** A step that is taken here and not yet at the server; or that the server would not have, and what can be done about it. */
export function PendingStep({ item, it }: PendingStepProps) {
  const t = useText(texts)
  const said = useSaid()
  const online = useIsOnline()
  const action = said(item.work.action)
  if (item.state === 'refused') return <Refused item={item} it={it} />
  return (
    <section className={css.sent} role="status">
      {t('pending', { action, how: t(online ? 'goesNow' : 'goesLater') })}
    </section>
  )
}

function Refused({ item, it }: PendingStepProps) {
  const t = useText(texts)
  const said = useSaid()
  const outbox = useOutbox()
  const { step } = item.work
  const stale = item.problem?.code === staleCode
  const since = it.trail.filter(({ version }) => version > step.version)
  const still = it.actions.some(({ id, allowed }) => id === step.action && allowed)
  const again = async () => {
    await outbox.rewrite(item.id, { ...item.work, step: { ...step, version: it.version } })
    await outbox.send(item.id)
  }
  return (
    <section className={css.refused} role="alert">
      <h2>{t('refused', { action: said(item.work.action) })}</h2>
      {stale ? (
        <>
          <p>{t('changed')}</p>
          <Entries entries={since} />
        </>
      ) : (
        <p>{item.problem?.message}</p>
      )}
      <div className={css.ways}>
        <Action onPress={() => void outbox.discard(item.id)}>{t('discard')}</Action>
        {still && (
          <Action weight="main" onPress={() => void again()}>
            {t(stale ? 'onceMore' : 'sendAgain')}
          </Action>
        )}
      </div>
    </section>
  )
}
