import { useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import { roundedDistance } from './distance.ts'
import { texts } from './texts.ts'

/** Says a distance in metres. */
export function useDistance(): (metres: number) => string {
  const t = useText(texts)
  const format = useFormat()
  return (metres) => {
    const { value, unit } = roundedDistance(metres)
    return t(unit, { value: format.number(value) })
  }
}
