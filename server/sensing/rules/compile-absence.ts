import { durationMs, minuteOfDay, type Rule, Severity } from '../../../contract/pack/index.ts'
import type { TypeDraft } from './compile-type.ts'
import type { FaultList } from './faults.ts'
import type { CompiledAbsence } from './ruleset.ts'

/** The absence a rule waits for, or nothing where it waits for none or names what its things do not report. */
export function absenceOf(rule: Rule, draft: TypeDraft, faults: FaultList): CompiledAbsence | undefined {
  const absence = rule.absence
  if (!absence) return undefined
  const columns = absence.of.flatMap((word, i) => {
    const column = draft.properties.get(word)
    if (!column)
      faults.add('unknown-property', ['absence', 'of', i], `没有属性 ${word}`, `there is no property ${word}`)
    return column ? [column.index] : []
  })
  const between = absence.between?.map(minuteOfDay) as [number, number] | undefined
  const severity = rule.then.alarm.severity ?? 'blue'
  const rank = Severity.options.indexOf(severity) + 1
  return {
    columns,
    overMs: durationMs(absence.over),
    between,
    activeOnly: absence.counts === 'active',
    rank,
    slot: draft.absenceSlots,
  }
}
