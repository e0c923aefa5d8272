import type { FlowDefinition } from '../../../../contract/flow.ts'
import type { Bilingual } from '../../../../contract/text.ts'
import { Fault } from '../../errors.ts'
import { type ClockReading, deadlineOf, readClock } from './clock.ts'
import { explain } from './explain.ts'
import type { ClockRun } from './run.ts'
import type { WorkTime } from './work-time.ts'

type Runs = Readonly<Record<string, ClockRun>>

/** The next lights of a matter, for its row: the earliest of its running clocks. */
export interface Due {
  readonly clock: string | null
  readonly dueAt: Date | null
  readonly lightAt: Date | null
  /** Clocks whose deadline lies beyond the calendar: running all the same, and to be read again once it is known. */
  readonly unknown: readonly string[]
}

/** Runs `read`, or gives null where the calendar does not reach; anything else is thrown on. */
function ifKnown<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof Fault && error.code === 'flow.calendar_unknown') return null
    throw error
  }
}

/** When the next light of a matter changes, over all its running clocks. */
export function dueOf(flow: FlowDefinition, runs: Runs, time: WorkTime): Due {
  let due: Due = { clock: null, dueAt: null, lightAt: null, unknown: [] }
  for (const clock of flow.clocks) {
    const run = runs[clock.id]
    if (run === undefined || run.mode !== 'running') continue
    const found = ifKnown(() => deadlineOf(run, clock, time))
    if (found === null) due = { ...due, unknown: [...due.unknown, clock.id] }
    else if (found.dueAt !== null && (due.dueAt === null || found.dueAt < due.dueAt))
      due = { ...due, clock: clock.id, dueAt: found.dueAt, lightAt: found.lightAt }
  }
  return due
}

/** One clock of a matter for a page: how it stands and how it came to that; `reading` is null beyond the calendar. */
export interface ShownClock {
  readonly id: string
  readonly name: Bilingual
  readonly mode: ClockRun['mode']
  readonly reading: ClockReading | null
  readonly explain: readonly Bilingual[]
}

const BEYOND: Bilingual = {
  zh: '放假安排还没有录入，到期时间暂不能算',
  en: 'The holidays of that year are not known here yet, so the due time cannot be told',
}

/** Every clock of a matter that was ever started. */
export const showClocks = (flow: FlowDefinition, runs: Runs, time: WorkTime, now: Date): ShownClock[] =>
  flow.clocks.flatMap((clock) => {
    const run = runs[clock.id]
    if (run === undefined) return []
    const shown = ifKnown(() => ({ reading: readClock(run, clock, time, now), explain: explain(run, clock, time) }))
    return [{ id: clock.id, name: clock.name, mode: run.mode, ...(shown ?? { reading: null, explain: [BEYOND] }) }]
  })
