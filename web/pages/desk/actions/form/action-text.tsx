import { Input } from 'antd'
import { useId } from 'react'
import type { ActionField } from '../../../../../contract/matter.ts'
import css from '../actions.module.css'

interface ActionTextProps {
  field: ActionField
  label: string
  value: string
  onChange: (value: string) => void
}

const inputTypes = { number: 'number', date: 'date', instant: 'datetime-local' } as const

/** Words, on one line or a few. Esc leaves the field, so that keys act again. */
export function ActionText({ field, label, value, onChange }: ActionTextProps) {
  const id = useId()
  const onKeyDown = ({ key, currentTarget }: React.KeyboardEvent<HTMLElement>) => {
    if (key === 'Escape') currentTarget.blur()
  }
  const type = field.type in inputTypes ? inputTypes[field.type as keyof typeof inputTypes] : 'text'
  return (
    <div className={css.field}>
      <label htmlFor={id}>{label}</label>
      {field.type === 'long_text' ? (
        <Input.TextArea
          id={id}
          value={value}
          maxLength={2000}
          autoSize={{ minRows: field.required ? 2 : 1, maxRows: 8 }}
          onChange={({ target }) => onChange(target.value)}
          onKeyDown={onKeyDown}
        />
      ) : (
        <Input
          id={id}
          type={type}
          value={value}
          onChange={({ target }) => onChange(target.value)}
          onKeyDown={onKeyDown}
        />
      )}
    </div>
  )
}
