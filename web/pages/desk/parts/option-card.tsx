import css from './parts.module.css'

interface OptionCardProps {
  /** The options of one choice share a group. */
  group: string
  name: string
  /** The digit that chooses it; 0 for none. */
  digit: number
  /** Why it is offered, or what it brings. */
  details: readonly string[]
  chosen: boolean
  onChoose: () => void
}

/** An option: its digit, its name, and under it why. */
export function OptionCard({ group, name, digit, details, chosen, onChoose }: OptionCardProps) {
  return (
    <label className={css.option} data-chosen={chosen}>
      <input type="radio" name={group} checked={chosen} onChange={onChoose} className="visually-hidden" />
      <i className="figures" aria-hidden="true">
        {digit > 0 && digit}
      </i>
      <b>{name}</b>
      {details.length > 0 && <span>{details.join(' · ')}</span>}
    </label>
  )
}
