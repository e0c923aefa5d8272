import type { Case } from '../../../../../contract/cases/index.ts'
import type { ActionField, MatterAction } from '../../../../../contract/matter.ts'
import { useSaid, useText } from '../../../../ui/texts/use-text.ts'
import { PhotoField } from '../../photos/photo-field.tsx'
import css from '../actions.module.css'
import { answerOf } from '../draft.ts'
import { texts } from '../texts.ts'
import type { PanelState } from '../use-panel.ts'
import { ActionChoice } from './action-choice.tsx'
import { ActionText } from './action-text.tsx'

interface ActionFormProps {
  it: Case
  action: MatterAction
  panel: PanelState
}

/** The fields of the open action. Ctrl + Enter does it from anywhere within. */
export function ActionForm({ it, action, panel }: ActionFormProps) {
  const said = useSaid()
  if (action.fields.length === 0) return null
  return (
    <form
      id="action-form"
      className={css.form}
      aria-label={said(action.name)}
      onSubmit={(event) => {
        event.preventDefault()
        if (panel.isReady) panel.submit()
      }}
      onKeyDown={({ key, ctrlKey, metaKey }) => {
        if (key === 'Enter' && (ctrlKey || metaKey) && panel.isReady) panel.submit()
      }}
    >
      {action.fields.map((field) => (
        <Field key={field.id} it={it} field={field} panel={panel} isOnly={action.fields.length === 1} />
      ))}
    </form>
  )
}

/** One field by its type. Those a flow asks for are choices, words and photos. */
function Field({ it, field, panel, isOnly }: { it: Case; field: ActionField; panel: PanelState; isOnly: boolean }) {
  const t = useText(texts)
  const said = useSaid()
  const value = answerOf(field, panel.values)
  const label = field.required || isOnly ? said(field.name) : `${said(field.name)} · ${t('optional')}`
  if (typeof value !== 'string')
    return (
      <PhotoField
        label={label}
        ids={value}
        onChange={(change) => panel.fillPhotos(field.id, change)}
        onCount={panel.countUploads}
      />
    )
  const fill = (next: string) => panel.fill(field.id, next)
  if (field.type === 'choice')
    return <ActionChoice it={it} panel={panel} field={field} label={label} chosen={value} onChoose={fill} />
  return <ActionText field={field} label={label} value={value} onChange={fill} />
}
