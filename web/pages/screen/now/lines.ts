import type { RecentEntry, Severity } from '../../../../contract/cases/index.ts'
import type { Alarm } from '../../../../contract/sensing.ts'
import type { Bilingual } from '../../../../contract/text.ts'

/** One line of the stream: when, about what, and what happened. */
export type Line =
  | { readonly of: 'case'; readonly id: string; readonly at: string; readonly entry: RecentEntry }
  | {
      readonly of: 'alarm'
      readonly id: string
      readonly at: string
      readonly change: 'raised' | 'changed' | 'cleared'
      readonly title: Bilingual
      readonly because: Bilingual
      readonly severity: Severity
      readonly thing: string
    }

/** What an alarm's row still tells of its history: it was raised, last changed, and is over. */
function linesOfAlarm({ id, title, because, severity, thing, raisedAt, changedAt, clearedAt }: Alarm): Line[] {
  const line = { of: 'alarm', title, because, severity, thing: thing.code } as const
  const changed = changedAt !== raisedAt && changedAt !== clearedAt
  return [
    { ...line, id: `${id} raised`, at: raisedAt, change: 'raised' },
    ...(changed ? [{ ...line, id: `${id} ${changedAt}`, at: changedAt, change: 'changed' } as const] : []),
    ...(clearedAt === null ? [] : [{ ...line, id: `${id} cleared`, at: clearedAt, change: 'cleared' } as const]),
  ]
}

/** What was last done about cases and what things last warned of, newest first. */
export function linesOf(entries: readonly RecentEntry[], alarms: readonly Alarm[]): Line[] {
  const ofCases = entries.map((entry): Line => ({ of: 'case', id: String(entry.ordinal), at: entry.at, entry }))
  return [...ofCases, ...alarms.flatMap(linesOfAlarm)].sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
}
