import type { TimeLimit } from '../../../../contract/flow.ts'

/** What happened to one clock: these, in order, are its whole history. Instants are ISO 8601 in UTC. */
export type ClockEvent =
  | {
      readonly clock: string
      readonly kind: 'start'
      readonly at: string
      readonly limit: TimeLimit
      readonly holder: string | null
    }
  | { readonly clock: string; readonly kind: 'pause' | 'resume' | 'stop' | 'reset'; readonly at: string }

/** A stretch of counting; `to` is null while it goes on. */
export interface Span {
  readonly from: string
  readonly to: string | null
}

/** A clock since it last started: what is kept beside the matter. It holds no calendar, so a new calendar only re-reads it. */
export interface ClockRun {
  readonly limit: TimeLimit
  /** The unit it was started for. */
  readonly holder: string | null
  readonly mode: 'running' | 'paused' | 'stopped'
  readonly spans: readonly Span[]
}

const isSameLimit = (one: TimeLimit, other: TimeLimit): boolean =>
  one.amount === other.amount && one.unit === other.unit

/** Whether a start for this holder and limit goes on with what is left of the run. */
export const continues = (run: ClockRun, holder: string | null, limit: TimeLimit): boolean =>
  run.holder === holder && isSameLimit(run.limit, limit)

function closed(run: ClockRun, at: string): readonly Span[] {
  const last = run.spans.at(-1)
  return last === undefined || last.to !== null ? run.spans : [...run.spans.slice(0, -1), { from: last.from, to: at }]
}

/** The run after one more event. What does not apply (pausing what does not run) changes nothing. */
export function advance(run: ClockRun | undefined, event: ClockEvent): ClockRun | undefined {
  if (event.kind === 'start')
    return { limit: event.limit, holder: event.holder, mode: 'running', spans: [{ from: event.at, to: null }] }
  if (run === undefined || event.kind === 'reset') return undefined
  switch (event.kind) {
    case 'pause':
      return run.mode === 'running' ? { ...run, mode: 'paused', spans: closed(run, event.at) } : run
    case 'stop':
      return { ...run, mode: 'stopped', spans: closed(run, event.at) }
    case 'resume':
      return run.mode === 'running'
        ? run
        : { ...run, mode: 'running', spans: [...run.spans, { from: event.at, to: null }] }
  }
}

/** The run a whole history amounts to; undefined for a clock never started, or forgotten. */
export const runOf = (history: readonly ClockEvent[]): ClockRun | undefined =>
  history.reduce<ClockRun | undefined>(advance, undefined)
