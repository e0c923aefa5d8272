import { type Expected, offsetMs, qualify, type Texts, type Unwanted } from '../../../contract/pack/index.ts'
import type { SeenAlarm, SeenCase, SeenMessage } from './harness.ts'

/** What was seen in a replay. */
interface Seen {
  readonly alarms: readonly SeenAlarm[]
  readonly cases: readonly SeenCase[]
  readonly messages: readonly SeenMessage[]
}

interface Span {
  readonly fromMs: number
  readonly toMs: number
}

/** Whether what is sought was seen in a span; undefined if this harness cannot know. */
export function wasSeen(sought: Expected | Unwanted, seen: Seen, pack: string, span: Span): boolean | undefined {
  const isIn = (it: { atMs: number }) => it.atMs >= span.fromMs && it.atMs <= span.toMs
  const isOf = (thing: string | undefined) => sought.thing === undefined || sought.thing === thing
  if (sought.alarm !== undefined) {
    const rule = qualify(pack, sought.alarm)
    const states = sought.state === undefined ? ['raised', 'changed'] : [sought.state]
    return seen.alarms.some(
      (it) =>
        it.rule === rule &&
        states.includes(it.state) &&
        isIn(it) &&
        isOf(it.thing) &&
        (sought.severity === undefined || sought.severity === it.severity),
    )
  }
  if (sought.message !== undefined) {
    return seen.messages.some((it) => it.to === sought.message && isIn(it) && isOf(it.thing))
  }
  const category = qualify(pack, sought.case ?? '')
  const matching = seen.cases.filter(
    (it) =>
      it.category === category &&
      isIn(it) &&
      isOf(it.thing) &&
      (sought.condition === undefined || sought.condition === it.condition),
  )
  if (sought.state === undefined || matching.length === 0) return matching.length > 0
  if (matching.every((it) => it.state === undefined)) return undefined
  return matching.some((it) => it.state === sought.state)
}

/** The span an expectation speaks of, whole moments, both ends within. */
export function spanOf(expected: Expected, startMs: number): Span {
  return { fromMs: startMs + offsetMs(expected.after ?? '00:00'), toMs: startMs + offsetMs(expected.by) }
}

/** What was sought, and what of its kind was seen instead: enough to mend a replay without a debugger. */
export function sayMissing(sought: Expected | Unwanted, seen: Seen, startMs: number, wanted: boolean): Texts {
  const what = [
    sought.alarm ?? sought.case ?? sought.message,
    sought.thing,
    sought.severity,
    sought.state,
    sought.condition,
  ]
    .filter((it) => it !== undefined)
    .join(' ')
  const all: readonly { atMs: number }[] = sought.alarm ? seen.alarms : sought.case ? seen.cases : seen.messages
  const list = all.map((it) => say(it, startMs)).join('; ')
  return wanted
    ? { zh: `没有出现 ${what}；出现的有：${list || '无'}`, en: `did not see ${what}; saw: ${list || 'nothing'}` }
    : { zh: `不该出现 ${what}；出现的有：${list}`, en: `must not see ${what}; saw: ${list}` }
}

function say({ atMs, ...rest }: { atMs: number }, startMs: number): string {
  const seconds = Math.round((atMs - startMs) / 1000)
  const parts = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((it) => String(Math.floor(it)).padStart(2, '0'))
  return [parts.join(':'), ...Object.values(rest).filter((it) => it !== undefined)].join(' ')
}
