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

/** When somebody gets to it: people are never all equally quick, and `pace` times as quick when time is short. */
export function dueAt(script: Script, seed: number, seen: SeenCase, pace: number): number | undefined {
  const minutes = script.minutes[seen.state]
  if (minutes === undefined || seen.claimed) return undefined
  const slowness = 0.4 + 2.6 * chance(seed, 'slowness', seen.case, seen.version) ** 2
  return seen.changedAtMs + (minutes * slowness * MINUTE_MS) / pace
}

/** What is done about it; undefined where the demonstration has nobody who knows what to do. */
export function moveOf(script: Script, seed: number, { case: id, version, state }: SeenCase): Move | undefined {
  const move = MOVES[state]
  if (move?.action !== 'pass') return move
  const isGood = chance(seed, 'inspection', id, version) >= script.failShare
  return isGood ? move : { ...move, action: 'fail' }
}

/** Whether a case of the past is among those already worked to their end. */
export const isOfThePast = (script: Script, seed: number, id: string): boolean =>
  chance(seed, 'past case', id) < script.past.closedShare
