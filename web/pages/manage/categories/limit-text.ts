import type { FilingCondition } from '../../../../contract/cases/index.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import { texts } from './texts.ts'

/** The units of a limit with their words. */
export const unitWords = {
  minutes: 'minutes',
  urgent_hours: 'urgentHours',
  working_hours: 'workingHours',
  working_days: 'workingDays',
} as const

/** Says a limit: `4 紧急工作时`. */
export function useLimitText(): (limit: FilingCondition['limit']) => string {
  const t = useText(texts)
  return ({ amount, unit }) => t('shortLimit', { amount, unit: t(unitWords[unit]) })
}
