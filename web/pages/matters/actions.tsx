import { Button } from 'antd'
import { useState } from 'react'
import type { Matter, MatterAction, Step } from '../../../contract/matter.ts'
import { useCommand } from '../../api/command.ts'
import { api } from '../../paths.ts'
import { useHotKeys } from '../../ui/keys/hot-keys.ts'
import { keyName } from '../../ui/keys/keys-help.tsx'
import { Kbd } from '../../ui/parts/chip.tsx'
import { Panel } from '../../ui/parts/panel.tsx'
import { useSaid, useText } from '../../ui/texts/use-text.ts'
import { ActionForm } from './action-form.tsx'
import type { Begun } from './begun.ts'
import css from './matters.module.css'
import { texts } from './texts.ts'

/** What this person may do now, and why not the rest. */
export function Actions({ matter, refresh }: { matter: Matter; refresh: () => void }) {
  const t = useText(texts)
  const said = useSaid()
  const [begun, setBegun] = useState<Begun | null>(null)
  const [took, setTook] = useState<MatterAction | null>(null)
  const step = useCommand(api.step(matter.id), () => {
    setTook(begun?.action ?? null)
    setBegun(null)
    refresh()
  })
  const send = ({ action, version }: Begun, input: Step['input']) =>
    step.mutate({ action: action.id, version, input }, { onError: ({ status }) => status === 409 && refresh() })
  const take = (action: MatterAction) => {
    if (step.isPending) return
    const next = { action, version: matter.version }
    step.reset()
    setTook(null)
    setBegun(next)
    if (action.fields.length === 0) send(next, {})
  }
  const leave = () => setBegun(null)
  const allowed = matter.actions.filter((action) => action.allowed)
  const keyed = allowed.flatMap((action) =>
    action.key ? [{ key: action.key.toLowerCase(), says: said(action.name), run: () => take(action) }] : [],
  )
  useHotKeys(begun ? [{ key: 'Escape', says: t('cancel'), run: leave }] : keyed)
  return (
    <Panel
      title={matter.done ? t('over') : t('actions')}
      remark={<span role="status">{took && t('took', { action: said(took.name) })}</span>}
    >
      {begun ? (
        <ActionForm
          key={begun.action.id}
          begun={begun}
          matter={matter}
          problem={step.error}
          sending={step.isPending}
          onSend={(input) => send(begun, input)}
          onSeen={() => setBegun({ ...begun, version: matter.version })}
          onLeave={leave}
        />
      ) : (
        <Choices actions={allowed} onTake={take} />
      )}
      <Refused actions={matter.actions.filter((action) => !action.allowed)} />
    </Panel>
  )
}

function Choices({ actions, onTake }: { actions: readonly MatterAction[]; onTake: (action: MatterAction) => void }) {
  const t = useText(texts)
  const said = useSaid()
  if (actions.length === 0) return <p className={css.quiet}>{t('noActions')}</p>
  return (
    <div className={css.choices}>
      {actions.map((action, at) => (
        <Button
          key={action.id}
          size="large"
          type={at === 0 ? 'primary' : 'default'}
          aria-keyshortcuts={action.key ?? undefined}
          onClick={() => onTake(action)}
        >
          {said(action.name)} {action.key && <Kbd>{keyName(action.key)}</Kbd>}
        </Button>
      ))}
    </div>
  )
}

/** Each action that is not for this person now, with the reason. */
function Refused({ actions }: { actions: readonly MatterAction[] }) {
  const t = useText(texts)
  const said = useSaid()
  if (actions.length === 0) return null
  return (
    <dl className={css.refused} aria-label={t('notNow')}>
      {actions.map(({ id, name, whyNot }) => (
        <div key={id}>
          <dt>{said(name)}</dt>
          <dd>{whyNot && said(whyNot)}</dd>
        </div>
      ))}
    </dl>
  )
}
