import { durationMs, offsetMs, type Replay, type Step } from '../../../contract/pack/index.ts'

/** A step of a replay at one moment. */
interface Moment {
  readonly atMs: number
  readonly step: Step
}

/** The steps of a replay in order of time, repeated ones written out, and the moment it ends. */
export function layOut(replay: Replay, zone: string): { startMs: number; moments: Moment[]; endMs: number } {
  const startMs = Temporal.PlainDateTime.from(replay.given.at).toZonedDateTime(zone).epochMilliseconds
  const moments = replay.when
    .flatMap((step): Moment[] => {
      const first = offsetMs(step.at)
      if (step.every === undefined || step.until === undefined) return [{ atMs: startMs + first, step }]
      const count = Math.floor((offsetMs(step.until) - first) / durationMs(step.every)) + 1
      const every = durationMs(step.every)
      return Array.from({ length: Math.max(0, count) }, (_, i) => ({ atMs: startMs + first + i * every, step }))
    })
    .sort((a, b) => a.atMs - b.atMs)
  const ends = [replay.until ?? '00:00', ...replay.then.map((it) => it.by)].map((it) => startMs + offsetMs(it))
  return { startMs, moments, endMs: Math.max(...ends, ...moments.map((it) => it.atMs)) }
}
