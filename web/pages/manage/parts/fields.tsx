import { Form, Input, InputNumber, Select } from 'antd'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { texts } from '../texts.ts'
import { useDivisionOptions, useUnitOptions } from './places.ts'

const required = [{ required: true, whitespace: true }]

/** A name in both languages, as `{ name: { zh, en } }`. */
export function NameFields({ under = 'name' }: { under?: string }) {
  const t = useText(texts)
  return (
    <div className={css.pair}>
      <Form.Item name={[under, 'zh']} label={t('nameZh')} rules={required}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name={[under, 'en']} label={t('nameEn')} rules={required}>
        <Input maxLength={100} />
      </Form.Item>
    </div>
  )
}

interface ChoiceProps {
  readonly name: string | (string | number)[]
  readonly label?: string
  readonly optional?: boolean
  readonly extra?: string
}

/** A division by its path; `whole` offers the whole place too. */
export function DivisionField({
  name,
  label,
  optional = false,
  whole = false,
  extra,
  onChange,
}: ChoiceProps & { whole?: boolean; onChange?: () => void }) {
  const t = useText(texts)
  const options = useDivisionOptions(whole)
  // The whole place is the empty key, which a rule of `required` alone takes for nothing chosen.
  const chosen = async (_rule: unknown, value: string | null | undefined) => {
    if (value == null) throw new Error(t('needed'))
  }
  const rule = optional ? {} : { required: true, validator: chosen }
  return (
    <Form.Item name={name} label={label ?? t('division')} rules={[rule]} extra={extra}>
      <Select
        options={options}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear={optional}
        {...(onChange && { onChange })}
      />
    </Form.Item>
  )
}

/** A unit by its name. */
export function UnitField({ name, label, optional = false, extra }: ChoiceProps) {
  const t = useText(texts)
  const options = useUnitOptions()
  return (
    <Form.Item name={name} label={label ?? t('unit')} rules={[{ required: !optional }]} extra={extra}>
      <Select options={options} showSearch={{ optionFilterProp: 'label' }} allowClear={optional} />
    </Form.Item>
  )
}

/** A point in WGS-84 degrees. */
export function PositionFields({ optional = false }: { optional?: boolean }) {
  const t = useText(texts)
  const rules = [{ required: !optional }]
  return (
    <div className={css.pair}>
      <Form.Item name="lon" label={t('lon')} rules={rules}>
        <InputNumber min={-180} max={180} step={0.0001} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="lat" label={t('lat')} rules={rules}>
        <InputNumber min={-90} max={90} step={0.0001} style={{ width: '100%' }} />
      </Form.Item>
    </div>
  )
}

/** The code something is known by for good. */
export function CodeField({ help }: { help: string }) {
  const t = useText(texts)
  return (
    <Form.Item
      name="code"
      label={t('code')}
      extra={help}
      rules={[{ required: true, pattern: /^[A-Za-z0-9._-]{1,60}$/, message: help }]}
    >
      <Input autoComplete="off" maxLength={60} />
    </Form.Item>
  )
}
