import { Input } from 'antd'
import { useId, useState } from 'react'
import type { Case } from '../../../../../contract/cases/index.ts'
import type { ActionField } from '../../../../../contract/matter.ts'
import { matching } from '../../../../ui/kinds/matching.ts'
import { useSaid, useText } from '../../../../ui/texts/use-text.ts'
import { OptionCard } from '../../parts/option-card.tsx'
import css from '../actions.module.css'
import { texts } from '../texts.ts'
import type { PanelState } from '../use-panel.ts'
import { useOptionDetails } from './use-option-details.ts'

type Option = ActionField['options'][number]

const mostFound = 12

interface ActionChoiceProps {
  it: Case
  panel: PanelState
  field: ActionField
  label: string
  chosen: string
  onChoose: (id: string) => void
}

/** One of several, each on a card with its digit and why; of a long list the likely ones, and the rest by typing. */
export function ActionChoice({ it, panel, field, label, chosen, onChoose }: ActionChoiceProps) {
  const t = useText(texts)
  const said = useSaid()
  const id = useId()
  const [typed, setTyped] = useState('')
  const details = useOptionDetails(it, field)
  const likely = panel.likely(field)
  const digits = panel.digitField?.id === field.id ? panel.digits : []
  const isTyped = typed.trim() !== ''
  const sought = isTyped ? matching(field.options, typed, ({ name }) => [name.zh, name.en]) : []
  const found = sought.filter((option) => !likely.includes(option)).slice(0, mostFound)
  const elsewhere = field.options.filter((option) => option.id === chosen && ![...likely, ...found].includes(option))
  const card = (option: Option) => (
    <OptionCard
      key={option.id}
      group={id}
      name={said(option.name)}
      digit={digits.indexOf(option) + 1}
      details={details(option)}
      chosen={option.id === chosen}
      onChoose={() => onChoose(option.id)}
    />
  )
  return (
    <fieldset className={css.choice}>
      <legend>{label}</legend>
      {likely.map(card)}
      {elsewhere.map(card)}
      {likely.length < field.options.length && (
        <Input
          aria-label={t('findOption')}
          placeholder={likely.length > 0 ? t('findOther') : t('findOption')}
          value={typed}
          allowClear
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={({ key, currentTarget }) => key === 'Escape' && currentTarget.blur()}
        />
      )}
      {found.map(card)}
      {isTyped && sought.length === 0 && <p className={css.quiet}>{t('noOption')}</p>}
    </fieldset>
  )
}
