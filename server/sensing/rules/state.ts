import { Severity, type Value } from '../../../contract/pack/index.ts'
import { addDaytime } from './daytime.ts'
import { createDueQueue, type DueQueue } from './due-queue.ts'
import { type CompiledAbsence, type CompiledType, encode, type RuleSet } from './ruleset.ts'

/** What is kept of all things of one type: numbers only, a row a thing. */
export interface TypeState {
  readonly type: CompiledType
  rows: number
  capacity: number
  /** Last values, one a column; unknown is NaN. */
  values: Float64Array
  /** When each column was last read, by the sender's clock; never is -Infinity. */
  readAt: Float64Array
  windows: Float64Array
  /** Since when a level's condition has held without the level being active; not held is NaN. */
  since: Float64Array
  active: Uint8Array
  /** Rank last told of each rule, 0 for none. */
  told: Uint8Array
  /** From when silence is counted. */
  heardAt: Float64Array
  /** Newest moment known of a thing: rules are judged at it. */
  clock: Float64Array
  /** A bound before which nothing of a thing falls due. */
  due: Float64Array
  /** The thing's number in the outside world, a row. */
  things: Int32Array
}

/** From one moment to another. */
export type Span = readonly [fromMs: number, untilMs: number]

/**
 * Everything the rules remember. It is made again by adding the things, restoring the open alarms and observing the
 * readings of the last window or hold: last values, windows and signs of life come out the same in whatever order they
 * come, holds if each thing's come in order of measurement.
 */
export interface RuleState {
  readonly ruleSet: RuleSet
  readonly types: readonly TypeState[]
  /** By thing number: index of its type and its row there; -1 where there is no such thing. */
  typeOf: Int16Array
  rowOf: Int32Array
  readonly queue: DueQueue
  /** By thing: announced absences, by their beginning. */
  readonly away: Map<number, readonly Span[]>
  /** By rule: evaluations that came to nothing because a value was unknown. */
  readonly unknown: Float64Array
  /** Readings older than the newest of their property. */
  late: number
}

/** An empty state for a rule set. */
export function createRuleState(ruleSet: RuleSet): RuleState {
  return {
    ruleSet,
    types: [...ruleSet.types.values()].map((type) => ({
      type,
      rows: 0,
      capacity: 0,
      values: new Float64Array(0),
      readAt: new Float64Array(0),
      windows: new Float64Array(0),
      since: new Float64Array(0),
      active: new Uint8Array(0),
      told: new Uint8Array(0),
      heardAt: new Float64Array(0),
      clock: new Float64Array(0),
      due: new Float64Array(0),
      things: new Int32Array(0),
    })),
    typeOf: new Int16Array(0),
    rowOf: new Int32Array(0),
    queue: createDueQueue(),
    away: new Map(),
    unknown: new Float64Array(ruleSet.rules.length),
    late: 0,
  }
}

/**
 * Makes a thing known under a number of the caller's, small and not used before. `sinceMs` is when silence begins to
 * count for it. A type no installed pack declares has no rules: the thing is then ignored and false returned.
 */
export function addThing(
  state: RuleState,
  thing: number,
  typeId: string,
  attributes: Readonly<Record<string, Value>>,
  sinceMs: number,
): boolean {
  const type = state.ruleSet.types.get(typeId)
  const kept = type && state.types[type.index]
  if (!type || !kept) return false
  growThings(state, thing + 1)
  if (kept.rows === kept.capacity) growRows(kept)
  const row = kept.rows++
  state.typeOf[thing] = type.index
  state.rowOf[thing] = row
  kept.things[row] = thing
  kept.values.set(type.initial, row * type.columns.length)
  kept.heardAt.fill(sinceMs, row * type.absenceSlots, (row + 1) * type.absenceSlots)
  setAttributes(state, thing, attributes)
  schedule(state, kept, row, nextDue(state, kept, row))
  return true
}

/** Forgets a thing. Its number may be given to another; its alarms, if any, are the caller's to end. */
export function removeThing(state: RuleState, thing: number): void {
  state.typeOf[thing] = -1
  state.away.delete(thing)
}

/** Changes fixed facts of a thing; rules see them at its next reading. */
export function setAttributes(state: RuleState, thing: number, attributes: Readonly<Record<string, Value>>): void {
  const kept = state.types[state.typeOf[thing] ?? -1]
  if (!kept) return
  const base = (state.rowOf[thing] ?? 0) * kept.type.columns.length
  for (const [word, value] of Object.entries(attributes)) {
    const column = kept.type.attributes.get(word)
    if (column) kept.values[base + column.index] = encode(state.ruleSet, value)
  }
}

/** Sets an alarm that was open before a restart as told, so that it is neither told again nor forgotten. */
export function restoreAlarm(state: RuleState, thing: number, ruleId: string, severity: Severity): void {
  const kept = state.types[state.typeOf[thing] ?? -1]
  const rule = kept?.type.rules.find((it) => it.id === ruleId)
  if (!kept || !rule) return
  const row = state.rowOf[thing] ?? 0
  const rank = Severity.options.indexOf(severity) + 1
  kept.told[row * kept.type.rules.length + rule.slot] = rank
  for (const level of rule.levels) kept.active[row * kept.type.levelSlots + level.slot] = level.rank <= rank ? 1 : 0
}

/** When a silence is complete. */
export function silenceDue(state: RuleState, thing: number, absence: CompiledAbsence, heardAtMs: number): number {
  const add = (fromMs: number) =>
    absence.between ? addDaytime(fromMs, absence.overMs, absence.between, state.ruleSet.zone) : fromMs + absence.overMs
  let due = add(heardAtMs)
  for (const [fromMs, untilMs] of state.away.get(thing) ?? []) {
    if (fromMs < due && untilMs > heardAtMs) due = Math.max(due, add(untilMs))
  }
  return due
}

/** The next moment at which a hold or a silence of the thing completes, or Infinity. */
export function nextDue(state: RuleState, kept: TypeState, row: number): number {
  const { type } = kept
  let due = Number.POSITIVE_INFINITY
  for (const rule of type.rules) {
    for (const level of rule.levels) {
      const since = kept.since[row * type.levelSlots + level.slot] ?? Number.NaN
      if (since + rule.holdMs < due) due = since + rule.holdMs
    }
    if (rule.absence && kept.told[row * type.rules.length + rule.slot] === 0) {
      const heardAt = kept.heardAt[row * type.absenceSlots + rule.absence.slot] ?? 0
      due = Math.min(due, silenceDue(state, kept.things[row] ?? -1, rule.absence, heardAt))
    }
  }
  return due
}

/** Notes that the thing wants to be looked at by `dueMs`. What is queued for it later than that is passed over. */
export function schedule(state: RuleState, kept: TypeState, row: number, dueMs: number): void {
  kept.due[row] = dueMs
  if (dueMs < Number.POSITIVE_INFINITY) state.queue.push(dueMs, kept.things[row] ?? -1)
}

function growThings(state: RuleState, count: number): void {
  if (count <= state.typeOf.length) return
  const length = Math.max(count, state.typeOf.length * 2, 64)
  const typeOf = new Int16Array(length).fill(-1)
  typeOf.set(state.typeOf)
  const rowOf = new Int32Array(length).fill(-1)
  rowOf.set(state.rowOf)
  state.typeOf = typeOf
  state.rowOf = rowOf
}

function growRows(kept: TypeState): void {
  const { type } = kept
  const capacity = Math.max(16, kept.capacity * 2)
  const doubles = (old: Float64Array, width: number, fill: number) => {
    const grown = new Float64Array(capacity * width).fill(fill)
    grown.set(old)
    return grown
  }
  const bytes = (old: Uint8Array, width: number) => {
    const grown = new Uint8Array(capacity * width)
    grown.set(old)
    return grown
  }
  kept.values = doubles(kept.values, type.columns.length, Number.NaN)
  kept.readAt = doubles(kept.readAt, type.columns.length, Number.NEGATIVE_INFINITY)
  kept.windows = doubles(kept.windows, type.windowNumbers, 0)
  kept.since = doubles(kept.since, type.levelSlots, Number.NaN)
  kept.heardAt = doubles(kept.heardAt, type.absenceSlots, Number.NEGATIVE_INFINITY)
  kept.clock = doubles(kept.clock, 1, Number.NEGATIVE_INFINITY)
  kept.due = doubles(kept.due, 1, Number.POSITIVE_INFINITY)
  kept.active = bytes(kept.active, type.levelSlots)
  kept.told = bytes(kept.told, type.rules.length)
  const things = new Int32Array(capacity).fill(-1)
  things.set(kept.things)
  kept.things = things
  kept.capacity = capacity
}
