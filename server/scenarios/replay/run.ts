import { offsetMs, qualify, type Replay, type Texts } from '../../../contract/pack/index.ts'
import type { ReplayHarness } from './harness.ts'
import { sayMissing, spanOf, wasSeen } from './judge.ts'
import { layOut } from './timeline.ts'

/** One expectation that was not met; `path` leads to it from the replay. */
export interface ReplayFailure {
  readonly path: readonly ['then' | 'never', number]
  readonly text: Texts
}

export interface ReplayResult {
  readonly failures: readonly ReplayFailure[]
  /** Expectations this harness could not judge: states of cases, where no flow runs. */
  readonly unjudged: number
  /** Severities each rule, by full id, was seen to reach. */
  readonly reached: ReadonlyMap<string, ReadonlySet<string>>
}

/** Plays a replay of a pack against a harness: given, when, then, never. Times are local to `zone`. */
export async function runReplay(
  pack: string,
  replay: Replay,
  harness: ReplayHarness,
  zone: string,
): Promise<ReplayResult> {
  const { startMs, moments, endMs } = layOut(replay, zone)
  await harness.start({
    atMs: startMs,
    things: replay.given.things.map((it) => ({ ...it, type: qualify(pack, it.type) })),
    inputs: replay.given.inputs,
  })
  let nowMs = startMs
  for (const { atMs, step } of moments) {
    if (atMs > nowMs) await harness.advance(atMs)
    nowMs = Math.max(nowMs, atMs)
    if (step.observe) await harness.observe(step.observe.thing, step.observe.values, atMs)
    if (step.report) {
      const { category, condition, thing, text = '' } = step.report
      await harness.report({ category: qualify(pack, category), condition, thing, text, atMs })
    }
    if (step.announce) {
      const { thing, from, until } = step.announce
      const fromMs = from === undefined ? atMs : startMs + offsetMs(from)
      await harness.announce(thing, fromMs, startMs + offsetMs(until), atMs)
    }
  }
  // One moment past the end, so that what falls due at the end has happened.
  await harness.advance(endMs + 1)
  return judgeReplay(pack, replay, harness, startMs, endMs)
}

async function judgeReplay(
  pack: string,
  replay: Replay,
  harness: ReplayHarness,
  startMs: number,
  endMs: number,
): Promise<ReplayResult> {
  const seen = { alarms: await harness.alarms(), cases: await harness.cases(), messages: await harness.messages() }
  const failures: ReplayFailure[] = []
  let unjudged = 0
  for (const [i, expected] of replay.then.entries()) {
    const verdict = wasSeen(expected, seen, pack, spanOf(expected, startMs))
    if (verdict === undefined) unjudged++
    if (verdict === false) failures.push({ path: ['then', i], text: sayMissing(expected, seen, startMs, true) })
  }
  for (const [i, unwanted] of replay.never.entries()) {
    const verdict = wasSeen(unwanted, seen, pack, { fromMs: startMs, toMs: endMs })
    if (verdict === undefined) unjudged++
    if (verdict === true) failures.push({ path: ['never', i], text: sayMissing(unwanted, seen, startMs, false) })
  }
  const reached = new Map<string, Set<string>>()
  for (const { rule, severity, state } of seen.alarms) {
    if (state !== 'cleared') reached.set(rule, (reached.get(rule) ?? new Set()).add(severity))
  }
  return { failures, unjudged, reached }
}
