import type { FlowClock, TimeLimit } from '../../../../contract/flow.ts'
import { type ClockEvent, type ClockRun, runOf } from './run.ts'
import type { WorkTime } from './work-time.ts'

export type Light = 'green' | 'amber' | 'red'

/** When a clock's lights change. Null where it does not run that far: paused or stopped before. */
export interface Deadline {
  readonly limitMs: number
  /** Time counted in the spans that have ended. */
  readonly spentMs: number
  readonly lightAt: Date | null
  readonly dueAt: Date | null
  readonly mode: ClockRun['mode']
}

/** A deadline as it stands at an instant. */
export interface ClockReading extends Deadline {
  readonly elapsedMs: number
  /** Negative once overdue. */
  readonly leftMs: number
  readonly light: Light
}

/** How time is counted for a limit: every minute, or the working ones. */
interface Meter {
  add(from: number, ms: number): number
  between(from: number, to: number): number
}

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

const continuous: Meter = { add: (from, ms) => from + ms, between: (from, to) => to - from }

const isContinuous = (limit: TimeLimit): boolean => limit.unit === 'minutes' || limit.unit === 'urgent_hours'

const unitMs = (limit: TimeLimit, time: WorkTime): number => {
  if (limit.unit === 'minutes') return MINUTE_MS
  return limit.unit === 'working_days' ? time.dayMs : HOUR_MS
}

const ms = (instant: string): number => Date.parse(instant)

/** The instant at which `targetMs` have been counted, or null while the clock does not get there. */
function reachedAt(run: ClockRun, meter: Meter, targetMs: number): number | null {
  let left = targetMs
  for (const span of run.spans) {
    const from = ms(span.from)
    if (span.to === null) return meter.add(from, left)
    const length = meter.between(from, ms(span.to))
    if (length >= left) return meter.add(from, left)
    left -= length
  }
  return null
}

const spent = (run: ClockRun, meter: Meter, now: number | null): number =>
  run.spans.reduce((sum, span) => {
    const to = span.to === null ? now : ms(span.to)
    return to === null ? sum : sum + meter.between(ms(span.from), Math.max(to, ms(span.from)))
  }, 0)

const dateOf = (instant: number | null): Date | null => (instant === null ? null : new Date(instant))

/** When the lights of a run change, by the calendar of the place. Throws `flow.calendar_unknown` beyond what it knows. */
export function deadlineOf(run: ClockRun, clock: FlowClock, time: WorkTime): Deadline {
  const meter = isContinuous(run.limit) ? continuous : time
  const limitMs = Math.round(run.limit.amount * unitMs(run.limit, time))
  return {
    limitMs,
    spentMs: spent(run, meter, null),
    lightAt: dateOf(reachedAt(run, meter, Math.round(limitMs * clock.lights[0]))),
    dueAt: dateOf(reachedAt(run, meter, limitMs)),
    mode: run.mode,
  }
}

/** The same from the whole history of a clock; null for one never started. */
export function deadline(history: readonly ClockEvent[], clock: FlowClock, time: WorkTime): Deadline | null {
  const run = runOf(history)
  return run === undefined ? null : deadlineOf(run, clock, time)
}

/** How a run stands now. A stopped clock keeps the light it stopped with. */
export function readClock(run: ClockRun, clock: FlowClock, time: WorkTime, now: Date): ClockReading {
  const found = deadlineOf(run, clock, time)
  const meter = isContinuous(run.limit) ? continuous : time
  const elapsedMs = spent(run, meter, now.getTime())
  const [amber, red] = clock.lights
  const share = elapsedMs / found.limitMs
  const light = share >= red ? 'red' : share >= amber ? 'amber' : 'green'
  return { ...found, elapsedMs, leftMs: found.limitMs - elapsedMs, light }
}
