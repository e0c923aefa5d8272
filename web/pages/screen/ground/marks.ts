import type { CasePoints } from '../../../../contract/cases/index.ts'
import type { LatestOfThing } from '../../../../contract/latest.ts'
import type { Alarm } from '../../../../contract/sensing.ts'
import type { CaseMark, CaseState, ThingMark, ThingState } from '../../../map/marks.ts'
import { lightState } from '../../../ui/parts/light-state.ts'

type Point = CasePoints['items'][number]

const grades = { blue: 0, yellow: 1, orange: 2, red: 3 } as const
const states = { green: 'open', amber: 'soon', red: 'late' } as const

/** Where a case stands at `now`, in ms. */
export const stateOf = ({ done, dueAt, lightAt }: Point, now: number): CaseState =>
  done ? 'done' : states[lightState(dueAt, lightAt, now) ?? 'green']

/** Cases as marks; `say` has the lines the pointer is told. */
export const caseMarks = (
  points: readonly Point[],
  now: number,
  say: (point: Point, state: CaseState) => readonly string[],
): CaseMark[] =>
  points.map((point) => {
    const state = stateOf(point, now)
    const { case: id, lon, lat, severity } = point
    return { id, lon, lat, state, severity: severity === null ? 0 : grades[severity], says: say(point, state) }
  })

/** When anything was last read of a thing, in ms; null if never. */
export const heardAt = ({ values }: LatestOfThing): number | null => {
  const times = Object.values(values).map(({ at }) => Date.parse(at))
  return times.length === 0 ? null : Math.max(...times)
}

/** The gravest open alarm of each thing, by its id. */
export function gravestAlarms(alarms: readonly Alarm[]): Map<string, Alarm> {
  const found = new Map<string, Alarm>()
  for (const alarm of alarms) {
    if (alarm.clearedAt !== null) continue
    const known = found.get(alarm.thing.id)
    if (known === undefined || grades[known.severity] < grades[alarm.severity]) found.set(alarm.thing.id, alarm)
  }
  return found
}

/** What warns and is not among the things asked for, which are not all where there are very many. */
export function alarmsBeside(things: readonly LatestOfThing[], alarms: readonly Alarm[]): Alarm[] {
  const known = new Set(things.map(({ id }) => id))
  return [...gravestAlarms(alarms).values()].filter(({ thing }) => !known.has(thing.id) && thing.position !== null)
}

interface ThingWords {
  /** The lines the pointer is told. */
  readonly say: (thing: LatestOfThing, alarm: Alarm | undefined) => readonly string[]
  /** What is printed beside it. */
  readonly label: (thing: LatestOfThing) => string
}

/** Things as marks: by their gravest alarm, or whether they report as usual. */
export function thingMarks(
  things: readonly LatestOfThing[],
  alarms: readonly Alarm[],
  { say, label }: ThingWords,
): ThingMark[] {
  const gravest = gravestAlarms(alarms)
  return things.map((thing) => {
    const alarm = gravest.get(thing.id)
    const { code: id, lon, lat } = thing
    const state: ThingState = alarm?.severity ?? (thing.reports === 'online' ? 'calm' : 'silent')
    return { id, lon, lat, state, label: label(thing), says: say(thing, alarm) }
  })
}
