import type { ThingSeries } from '../../contract/series.ts'

export const spans = ['day', 'week', 'month', 'year'] as const
export type Span = (typeof spans)[number]

/** What is shown: a span that ends at an instant, or at the newest reading. */
export interface Range {
  readonly span: Span
  readonly to: string | null
}

/** The same span, right before. */
export const earlierThan = ({ from }: Pick<ThingSeries, 'from'>, { span }: Range): Range => ({ span, to: from })

/** The same span, right after; the newest where that would lie beyond the newest reading. */
export function laterThan(
  { from, to, newestAt }: Pick<ThingSeries, 'from' | 'to' | 'newestAt'>,
  { span }: Range,
): Range {
  const next = 2 * Date.parse(to) - Date.parse(from)
  const isBeyond = newestAt === null || next >= Date.parse(newestAt)
  return { span, to: isBeyond ? null : new Date(next).toISOString() }
}

/** Another span around the same end. */
export const spanning = (span: Span, { to }: Range): Range => ({ span, to })
