import type { FlowClock, TimeLimit } from '../../../../contract/flow.ts'
import type { Bilingual } from '../../../../contract/text.ts'
import { deadlineOf } from './clock.ts'
import type { ClockRun, Span } from './run.ts'
import type { WorkTime } from './work-time.ts'

const UNITS: Record<TimeLimit['unit'], Bilingual> = {
  minutes: { zh: '分钟', en: 'min' },
  urgent_hours: { zh: '紧急工作时（不分昼夜与节假日）', en: 'urgent hours (nights and holidays count)' },
  working_hours: { zh: '工作时', en: 'working hours' },
  working_days: { zh: '工作日', en: 'working days' },
}

/** A limit in words. */
export const sayLimit = (limit: TimeLimit): Bilingual => ({
  zh: `${limit.amount} ${UNITS[limit.unit].zh}`,
  en: `${limit.amount} ${UNITS[limit.unit].en}`,
})

/** An instant by the wall clock of the place, to the minute: `2026-02-13 17:00`. */
const wall = (instant: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ')

/** A length of time in words, to the minute. */
export function sayLength(lengthMs: number): Bilingual {
  const minutes = Math.max(0, Math.round(lengthMs / 60_000))
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return { zh: `${rest} 分`, en: `${rest} min` }
  if (rest === 0) return { zh: `${hours} 小时`, en: `${hours} h` }
  return { zh: `${hours} 小时 ${rest} 分`, en: `${hours} h ${rest} min` }
}

function sayHours(time: WorkTime): Bilingual {
  const hours = time.calendar.hours.map((window) => `${window.from}–${window.to}`)
  return { zh: `只计工作时间 ${hours.join('、')}`, en: `Only working time counts: ${hours.join(', ')}` }
}

/** The holidays left out and the days worked in exchange, between two instants. */
function sayDays(time: WorkTime, from: number, to: number): Bilingual[] {
  const first = time.dateAt(from).toString()
  const last = time.dateAt(to).toString()
  const within = (day: string) => first <= day && day <= last
  return time.calendar.years.flatMap(({ holidays, workdays }) => [
    ...holidays
      .filter((holiday) => holiday.from <= last && holiday.to >= first)
      .map(({ name, from: begin, to: end }) => ({
        zh: `${name.zh}（${begin} 至 ${end}）不计`,
        en: `Not counted: ${name.en} (${begin} to ${end})`,
      })),
    ...workdays
      .filter(within)
      .map((day) => ({ zh: `${day} 调休上班，计入`, en: `Counted: ${day}, worked in exchange` })),
  ])
}

function sayPauses(spans: readonly Span[], zone: string): Bilingual[] {
  return spans.slice(1).map((span, index) => {
    const from = wall(Date.parse(spans[index]?.to ?? span.from), zone)
    const to = wall(Date.parse(span.from), zone)
    return { zh: `${from} 至 ${to} 暂停，不计`, en: `Paused from ${from} to ${to}: not counted` }
  })
}

/** How a deadline came about, a sentence a step, for whoever doubts it. */
export function explain(run: ClockRun, clock: FlowClock, time: WorkTime): Bilingual[] {
  const { dueAt, limitMs, spentMs } = deadlineOf(run, clock, time)
  const begin = Date.parse(run.spans[0]?.from ?? '')
  const end = dueAt?.getTime() ?? Date.parse(run.spans.at(-1)?.to ?? '')
  const limit = sayLimit(run.limit)
  const working = run.limit.unit === 'working_hours' || run.limit.unit === 'working_days'
  const started = wall(begin, time.zone)
  const left = sayLength(limitMs - spentMs)
  const used = sayLength(spentMs)
  const lines: Bilingual[] = [
    { zh: `${started} 起算，时限 ${limit.zh}`, en: `Counted from ${started}, limit ${limit.en}` },
    ...(working ? [sayHours(time), ...sayDays(time, begin, end)] : []),
    ...sayPauses(run.spans, time.zone),
  ]
  if (run.mode === 'paused') lines.push({ zh: `暂停中，剩余 ${left.zh}`, en: `Paused, ${left.en} left` })
  if (run.mode === 'stopped') lines.push({ zh: `已停止，用时 ${used.zh}`, en: `Stopped after ${used.en}` })
  if (dueAt !== null)
    lines.push({ zh: `到期 ${wall(dueAt.getTime(), time.zone)}`, en: `Due ${wall(dueAt.getTime(), time.zone)}` })
  return lines
}
