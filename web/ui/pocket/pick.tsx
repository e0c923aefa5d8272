import { useId } from 'react'
import { useText } from '../texts/use-text.ts'
import css from './pocket.module.css'
import { texts } from './texts.ts'

interface PickProps {
  label: string
  options: readonly { readonly id: string; readonly name: string }[]
  /** Empty while nothing is chosen. */
  chosen: string
  onChoose: (id: string) => void
  /** It may be left, or emptied again. */
  mayBeEmpty?: boolean
}

/** One of many, by the device's own list of choices: phones and the old know it. */
export function Pick({ label, options, chosen, onChoose, mayBeEmpty = false }: PickProps) {
  const t = useText(texts)
  const id = useId()
  return (
    <div className={css.pick}>
      <label htmlFor={id}>{label}</label>
      <select id={id} className={css.input} value={chosen} onChange={({ currentTarget: { value } }) => onChoose(value)}>
        {(chosen === '' || mayBeEmpty) && <option value="">{t('chooseOne')}</option>}
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  )
}
