import { useCallback } from 'react'
import type { z } from 'zod'
import type { ReadingValue } from '../../contract/sensing.ts'
import { useText } from '../ui/texts/use-text.ts'
import { useFormat } from '../ui/time/use-format.ts'
import { texts } from './texts.ts'

interface Read {
  readonly value: z.infer<typeof ReadingValue>
  readonly unit: string | null
}

/** UCUM codes that people write otherwise. */
const written: Readonly<Record<string, string>> = { Cel: '°C', m3: 'm³', m2: 'm²', 'mg/m3': 'mg/m³', 'ug/m3': 'µg/m³' }

/** Writes a value with its unit, as people do. */
export function useValue(): (read: Read) => string {
  const t = useText(texts)
  const format = useFormat()
  return useCallback(
    ({ value, unit }) => {
      if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
      if (typeof value === 'string') return value
      if (unit === null || unit === '1') return format.number(value)
      return unit === '%' ? `${format.number(value)}%` : `${format.number(value)} ${written[unit] ?? unit}`
    },
    [t, format],
  )
}
