import { Select } from 'antd'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { texts } from '../texts.ts'
import { useUnitOptions } from './places.ts'

interface UnitChoiceProps {
  readonly value: string | undefined
  readonly onChange: (unitId: string | undefined) => void
}

/** Narrows a list to one unit. */
export function UnitChoice({ value, onChange }: UnitChoiceProps) {
  const t = useText(texts)
  return (
    <Select
      className={css.wide}
      allowClear
      placeholder={t('unit')}
      aria-label={t('unit')}
      value={value ?? null}
      onChange={(next: string | undefined) => onChange(next)}
      options={useUnitOptions()}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={320}
    />
  )
}
