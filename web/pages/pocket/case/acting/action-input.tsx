import { useId } from 'react'
import type { ActionField } from '../../../../../contract/matter.ts'
import { Choices } from '../../../../ui/pocket/choices.tsx'
import { Field } from '../../../../ui/pocket/field.tsx'
import { useSaid, useText } from '../../../../ui/texts/use-text.ts'
import { words } from '../../../../ui/texts/words.ts'
import css from '../case.module.css'
import { texts } from '../texts.ts'

const fewOptions = 6
const inputTypes = { number: 'number', date: 'date', instant: 'datetime-local' } as const

interface ActionInputProps {
  field: ActionField
  value: string
  onChange: (value: string) => void
}

/** One field of an action, by its declared type. */
export function ActionInput({ field, value, onChange }: ActionInputProps) {
  const t = useText(words)
  const said = useSaid()
  const { type, required } = field
  const label = said(field.name)
  if (type === 'yes_no') {
    const options = [
      { id: 'yes', name: t('yes') },
      { id: 'no', name: t('no') },
    ] as const
    return <Choices label={label} options={options} chosen={value || null} onChoose={onChange} />
  }
  if (type === 'choice') {
    const options = field.options.map(({ id, name }) => ({ id, name: said(name) }))
    if (options.length > fewOptions) return <Pick label={label} options={options} value={value} onChange={onChange} />
    return <Choices label={label} options={options} chosen={value || null} onChoose={onChange} />
  }
  if (type === 'long_text') return <Field label={label} rows={3} value={value} onChange={onChange} />
  const inputType = type === 'text' || type === 'photos' ? 'text' : inputTypes[type]
  return <Field label={label} type={inputType} isRequired={required} value={value} onChange={onChange} />
}

interface PickProps {
  label: string
  options: readonly { readonly id: string; readonly name: string }[]
  value: string
  onChange: (value: string) => void
}

/** Many options: the phone's own wheel. */
function Pick({ label, options, value, onChange }: PickProps) {
  const t = useText(texts)
  const id = useId()
  return (
    <div className={css.pick}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        <option value="">{t('choose')}</option>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  )
}
