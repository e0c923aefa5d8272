import type { Bilingual } from './text.ts'

// Apart from the schemas, so that pages can name reasons without carrying a validator.

/** Why a thing will not be heard of. */
export const ABSENCE_REASONS = {
  away: { zh: '外出', en: 'Away' },
  with_family: { zh: '住到家属处', en: 'Staying with family' },
  hospital: { zh: '住院', en: 'In hospital' },
  closed: { zh: '歇业', en: 'Closed' },
  maintenance: { zh: '停用检修', en: 'Out of use for repair' },
  other: { zh: '其他', en: 'Another reason' },
} as const satisfies Record<string, Bilingual>
