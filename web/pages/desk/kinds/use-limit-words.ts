import { useCallback } from 'react'
import type { Category } from '../../../../contract/cases/index.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import { texts } from '../texts.ts'

/** Says the limit a filing condition brings. */
export function useLimitWords(): (limit: Category['conditions'][number]['limit']) => string {
  const t = useText(texts)
  return useCallback(({ amount, unit }) => t('limit', { limit: t(unit, { amount }) }), [t])
}
