import { Input, InputNumber, Radio, Select } from 'antd'
import type { ActionField } from '../../../contract/matter.ts'
import { useSaid, useText } from '../../ui/texts/use-text.ts'
import { words } from '../../ui/texts/words.ts'
import css from './matters.module.css'
import { texts } from './texts.ts'

const manyOptions = 5

interface ActionInputProps {
  field: ActionField
  /** Takes the focus when the form opens. */
  first: boolean
  // The form around it gives these.
  id?: string
  value?: unknown
  onChange?: (value: unknown) => void
}

/** One field of an action, by its declared type. */
export function ActionInput({ field, first, ...given }: ActionInputProps) {
  const t = useText(texts)
  const word = useText(words)
  const said = useSaid()
  const { id, onChange } = given
  const text = typeof given.value === 'string' ? given.value : ''
  const common = { id, autoFocus: first } as const
  const options = field.options.map((option) => ({ value: option.id, label: said(option.name) }))
  switch (field.type) {
    case 'long_text':
      return <Input.TextArea {...common} value={text} onChange={onChange} autoSize={{ minRows: 2, maxRows: 8 }} />
    case 'number':
      return (
        <InputNumber {...common} value={typeof given.value === 'number' ? given.value : null} onChange={onChange} />
      )
    case 'yes_no':
      return (
        <Radio.Group
          id={id}
          value={given.value}
          onChange={onChange}
          options={[
            { value: true, label: word('yes') },
            { value: false, label: word('no') },
          ]}
        />
      )
    case 'choice':
      return options.length <= manyOptions ? (
        <Radio.Group id={id} value={given.value} onChange={onChange} options={options} />
      ) : (
        <Select
          {...common}
          value={given.value}
          onChange={onChange}
          options={options}
          showSearch={{ optionFilterProp: 'label' }}
        />
      )
    case 'photos':
      return <p className={css.quiet}>{t('photosElsewhere')}</p>
    case 'date':
      return <Input {...common} type="date" value={text} onChange={onChange} />
    case 'instant':
      return <Input {...common} type="datetime-local" value={text} onChange={onChange} />
    default:
      return <Input {...common} value={text} onChange={onChange} />
  }
}
