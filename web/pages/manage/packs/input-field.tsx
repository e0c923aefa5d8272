import { Form, Input, InputNumber, Select, Switch } from 'antd'
import type { PackInput } from '../../../../contract/packs.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { texts } from './texts.ts'

/** One input of a pack, drawn as its manifest declares it. */
export function InputField({ given: { name, input } }: { given: PackInput }) {
  const t = useText(texts)
  const said = useSaid()
  const byDefault = useDefault({ name, input })
  const bounds =
    input.type === 'number' && input.min !== undefined && input.max !== undefined
      ? t('between', { min: input.min, max: input.max })
      : undefined
  const extra = [input.help && said(input.help), t('defaultIs', { value: byDefault }), bounds].filter(Boolean)
  return (
    <Form.Item
      name={name}
      label={said(input.title)}
      extra={extra.join(' · ')}
      rules={[{ required: input.type !== 'boolean' && input.type !== 'string' }]}
      {...(input.type === 'boolean' && { valuePropName: 'checked' })}
    >
      <Selector input={input} />
    </Form.Item>
  )
}

function useDefault({ input }: Pick<PackInput, 'name' | 'input'>): string {
  const t = useText(texts)
  const said = useSaid()
  if (input.type === 'boolean') return t(input.default ? 'yes' : 'no')
  if (input.type === 'choice') {
    const option = input.options[input.default]
    return option ? said(option) : input.default
  }
  return input.type === 'number' ? `${input.default} ${unitOf(input.unit)}`.trim() : input.default
}

/** UCUM writes 1 for what has no unit. */
const unitOf = (unit: string): string => (unit === '1' ? '' : unit)

interface SelectorProps {
  readonly input: PackInput['input']
  // The form item around it gives these.
  readonly id?: string
  readonly value?: unknown
  readonly checked?: boolean
  readonly onChange?: (value: unknown) => void
}

function Selector({ input, ...given }: SelectorProps) {
  const said = useSaid()
  const { id, onChange } = given
  const common = { id, onChange }
  switch (input.type) {
    case 'number':
      return (
        <InputNumber
          {...common}
          value={typeof given.value === 'number' ? given.value : null}
          min={input.min}
          max={input.max}
          suffix={unitOf(input.unit)}
          style={{ width: 220 }}
        />
      )
    case 'boolean':
      return <Switch {...common} checked={given.checked === true} />
    case 'choice':
      return (
        <Select
          {...common}
          value={given.value}
          options={Object.entries(input.options).map(([value, label]) => ({ value, label: said(label) }))}
          style={{ maxWidth: 320 }}
        />
      )
    default:
      return <Input {...common} value={typeof given.value === 'string' ? given.value : ''} maxLength={200} />
  }
}
