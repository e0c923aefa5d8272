import { chance } from './chance.ts'
import type { Script } from './script.ts'

const MINUTE_MS = 60_000

/** What the staff of a demonstration see of a case in the list. */
export interface SeenCase {
  readonly case: string
  readonly version: number
  readonly state: string
  readonly changedAtMs: number
  readonly claimed: boolean
  /** Whether a rule raised it. */
  readonly isSignal: boolean
}

/** Who acts at a station, and how. `holder` is somebody of the unit that holds the case. */
export interface Move {
  readonly who: 'intake' | 'dispatcher' | 'inspector' | 'supervisor' | 'holder'
  readonly action: string
}

const MOVES: Readonly<Record<string, Move>> = {
  reported: { who: 'intake', action: 'file' },
  pending_dispatch: { who: 'dispatcher', action: 'dispatch' },
  pending_acceptance: { who: 'holder', action: 'accept' },
  in_disposal: { who: 'holder', action: 'finish' },
  pending_inspection: { who: 'inspector', action: 'pass' },
  pending_close: { who: 'supervisor', action: 'close' },
}

/** When somebody gets to it: people are never all equally quick, now and then one is very slow, and `pace` hurries all. */
export function dueAt(script: Script, seed: number, seen: SeenCase, pace: number): number | undefined {
  const minutes = script.minutes[seen.state]
  if (minutes === undefined || seen.claimed) return undefined
  const slowness = 0.4 + 2.6 * chance(seed, 'slowness', seen.case, seen.version) ** 2
  const isSlow = chance(seed, 'slow', seen.case, seen.version) < script.slowShare
  return seen.changedAtMs + (minutes * slowness * (isSlow ? script.slowTimes : 1) * MINUTE_MS) / pace
}

/** What people do now and then instead of the usual. A case of an alarm is neither refused nor voided: it was measured. */
const TURNS: Readonly<Record<string, { readonly move: Move; readonly share: (script: Script) => number }>> = {
  reported: { move: { who: 'intake', action: 'refuse' }, share: (script) => script.refuseShare },
  pending_acceptance: { move: { who: 'holder', action: 'return' }, share: (script) => script.returnShare },
  in_disposal: { move: { who: 'supervisor', action: 'void' }, share: (script) => script.voidShare },
  pending_inspection: { move: { who: 'inspector', action: 'fail' }, share: (script) => script.failShare },
}

/** What is done about it; undefined where the demonstration has nobody who knows what to do. */
export function moveOf(script: Script, seed: number, seen: SeenCase): Move | undefined {
  const turn = TURNS[seen.state]
  const spared = seen.isSignal && (turn?.move.action === 'refuse' || turn?.move.action === 'void')
  if (turn === undefined || spared) return usualMoveOf(seen)
  return chance(seed, 'turn', seen.case, seen.version) < turn.share(script) ? turn.move : usualMoveOf(seen)
}

/** What is usually done at a station. */
export const usualMoveOf = ({ state }: Pick<SeenCase, 'state'>): Move | undefined => MOVES[state]

const STATIONS = Object.keys(MOVES)

/** Whether a case of the past still moves: most go to their end, the others come to rest at one station or another. */
export function movesInPast(
  script: Script,
  seed: number,
  { case: id, state }: Pick<SeenCase, 'case' | 'state'>,
): boolean {
  if (chance(seed, 'past case', id) < script.past.closedShare) return true
  const rest = Math.floor(chance(seed, 'rests at', id) * STATIONS.length)
  return STATIONS.indexOf(state) < rest
}
