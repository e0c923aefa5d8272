import { useEffect, useRef, useState } from 'react'
import type { ActionField, MatterAction } from '../../../../../contract/matter.ts'
import type { Item, StepWork } from '../../../../api/outbox/item.ts'
import { Note } from '../../../../ui/faces/faces.tsx'
import { Action } from '../../../../ui/pocket/action.tsx'
import { TakePhotos } from '../../../../ui/pocket/photos/take-photos.tsx'
import { useSaid, useText } from '../../../../ui/texts/use-text.ts'
import { type Draft, useDraft } from '../../draft/use-draft.ts'
import { keptPhotos } from '../../photos/kept-photo.tsx'
import css from '../case.module.css'
import { texts } from '../texts.ts'
import { ActionInput } from './action-input.tsx'

interface ActionFormProps {
  action: MatterAction
  begun: Item & { readonly work: StepWork }
  onSent: () => void
  onLeave: () => void
}

/** The fields an action asks for. What is filled in stays on the phone until it is sent or left. */
export function ActionForm({ action, begun, onSent, onLeave }: ActionFormProps) {
  const t = useText(texts)
  const said = useSaid()
  const draft = useDraft<StepWork>(() => begun)
  const [missing, setMissing] = useState<readonly ActionField[]>([])
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    head.current?.focus({ preventScroll: true })
    head.current?.scrollIntoView({ block: 'start' })
  }, [])
  const { input } = draft.work.step
  const isEmpty = ({ id, type }: ActionField) =>
    type === 'photos' ? draft.photos.every(({ as }) => as !== id) : (input[id] ?? '') === ''
  const send = async () => {
    const lacks = action.fields.filter((field) => field.required && isEmpty(field))
    setMissing(lacks)
    if (lacks.length === 0 && (await draft.send())) onSent()
  }
  return (
    <form
      className={css.form}
      aria-label={said(action.name)}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <h2 ref={head} tabIndex={-1}>
        {said(action.name)}
      </h2>
      {action.fields.map((field) => (
        <FormField key={field.id} field={field} draft={draft} />
      ))}
      {missing.some(isEmpty) && (
        <Note>
          {t('needed', {
            fields: missing
              .filter(isEmpty)
              .map(({ name }) => said(name))
              .join(t('between')),
          })}
        </Note>
      )}
      {draft.trouble && <Note>{t(draft.trouble)}</Note>}
      <div className={css.ways}>
        <Action onPress={() => void draft.discard().then(onLeave)}>{t('cancel')}</Action>
        <Action type="submit" weight="main" isDisabled={draft.shrinking > 0}>
          {t('send', { action: said(action.name) })}
        </Action>
      </div>
    </form>
  )
}

function FormField({ field, draft }: { field: ActionField; draft: Draft<StepWork> }) {
  const t = useText(texts)
  const said = useSaid()
  const { id, name, required } = field
  const label = required ? said(name) : t('optional', { name: said(name) })
  if (field.type === 'photos')
    return (
      <TakePhotos
        label={label}
        photos={keptPhotos(draft.photos.filter(({ as }) => as === id))}
        shrinking={draft.shrinking}
        onTake={(taken) => void draft.addPhotos(id, taken)}
        onDrop={(photo) => void draft.dropPhoto(photo)}
      />
    )
  const value = draft.work.step.input[id]
  const change = (next: string) =>
    draft.change((work) => ({ ...work, step: { ...work.step, input: { ...work.step.input, [id]: next } } }))
  return <ActionInput field={field} label={label} value={typeof value === 'string' ? value : ''} onChange={change} />
}
