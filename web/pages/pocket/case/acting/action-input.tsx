import type { ActionField } from '../../../../../contract/matter.ts'
import { Choices } from '../../../../ui/pocket/choices.tsx'
import { Field } from '../../../../ui/pocket/field.tsx'
import { Pick } from '../../../../ui/pocket/pick.tsx'
import { useSaid, useText } from '../../../../ui/texts/use-text.ts'
import { words } from '../../../../ui/texts/words.ts'

const fewOptions = 6
const inputTypes = { number: 'number', date: 'date', instant: 'datetime-local' } as const

interface ActionInputProps {
  field: ActionField
  label: string
  value: string
  onChange: (value: string) => void
}

/** One field of an action, by its declared type. */
export function ActionInput({ field, label, value, onChange }: ActionInputProps) {
  const t = useText(words)
  const said = useSaid()
  const { type, required } = field
  if (type === 'yes_no') {
    const options = [
      { id: 'yes', name: t('yes') },
      { id: 'no', name: t('no') },
    ] as const
    return <Choices label={label} options={options} chosen={value || null} onChoose={onChange} />
  }
  if (type === 'choice') {
    const options = field.options.map(({ id, name }) => ({ id, name: said(name) }))
    if (options.length > fewOptions)
      return <Pick label={label} options={options} chosen={value} onChoose={onChange} mayBeEmpty={!required} />
    return <Choices label={label} options={options} chosen={value || null} onChoose={onChange} />
  }
  if (type === 'long_text') return <Field label={label} rows={3} value={value} onChange={onChange} />
  const inputType = type === 'text' || type === 'photos' ? 'text' : inputTypes[type]
  return <Field label={label} type={inputType} isRequired={required} value={value} onChange={onChange} />
}
