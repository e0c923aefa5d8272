import { useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import { roundedDistance } from './distance.ts'
import { texts } from './texts.ts'

/** Nearer than a phone can tell. */
const hereM = 10

/** Says a distance in metres. */
export function useDistance(): (metres: number) => string {
  const t = useText(texts)
  const format = useFormat()
  return (metres) => {
    const { value, unit } = roundedDistance(metres)
    if (unit === 'metres' && value < hereM) return t('here')
    return t(unit, { value: format.number(value) })
  }
}
