import type { CasePoints } from '../../../../contract/cases/index.ts'
import type { Alarm } from '../../../../contract/sensing.ts'
import type { Bilingual } from '../../../../contract/text.ts'
import type { Graded } from '../../../ui/alert/newly-red.ts'

/** What can turn red, and what opens it. */
export interface Red extends Graded {
  readonly of: 'case' | 'thing'
  readonly open: string
  readonly title: string | Bilingual
}

/** Open alarms, and cases told by people: a case that an alarm opened would call a second time for the same. */
export function redsOf(points: CasePoints['items'], alarms: readonly Alarm[]): Red[] {
  const told = points.filter(({ channel, done }) => channel !== 'signal' && !done)
  return [
    ...alarms.map(({ id, severity, title, thing }): Red => ({ id, severity, title, of: 'thing', open: thing.code })),
    ...told.map(({ case: id, severity, title }): Red => ({ id, severity, title, of: 'case', open: id })),
  ]
}
