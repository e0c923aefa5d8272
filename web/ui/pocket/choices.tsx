import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import css from './pocket.module.css'

interface ChoicesProps<Id extends string> {
  label: string
  options: readonly { readonly id: Id; readonly name: string }[]
  chosen: Id | null
  onChoose: (id: Id) => void
}

/** One of a few, as large chips. */
export function Choices<Id extends string>({ label, options, chosen, onChoose }: ChoicesProps<Id>) {
  const choose = (id: string) => {
    const option = options.find((each) => each.id === id)
    if (option) onChoose(option.id)
  }
  return (
    <RadioGroup value={chosen} onChange={choose} className={css.choices}>
      <Label>{label}</Label>
      <div>
        {options.map(({ id, name }) => (
          <Radio key={id} value={id} className={css.choice}>
            {name}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
