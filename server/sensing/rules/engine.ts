import type { Texts } from '../../../contract/pack/index.ts'
import { describeFiring, type Firing } from './firing.ts'
import type { CompiledRule } from './ruleset.ts'
import { nextDue, type RuleState, type Span, schedule, silenceDue, type TypeState } from './state.ts'
import { addToWindow, readWindow } from './window.ts'

/**
 * Takes one reading and judges the rules that read its property. `column` is the property's index in its type, `value`
 * as `encode` gives it, `atMs` when it was measured. What changes is pushed to `out`.
 *
 * A reading no newer than the last of its property is late: it counts in windows and as a sign of life, but the last
 * value stays. Rules are judged at the newest moment known of the thing.
 */
export function observe(
  state: RuleState,
  thing: number,
  column: number,
  value: number,
  atMs: number,
  out: Firing[],
): void {
  const kept = state.types[state.typeOf[thing] ?? -1]
  if (!kept) return
  const { type } = kept
  const row = state.rowOf[thing] ?? 0
  // A hold or silence complete before this reading is told first, whenever the last tick was; one that would be complete
  // at this very moment is judged with the reading.
  if (atMs > (kept.due[row] as number)) settle(state, kept, row, atMs, out)
  const base = row * type.columns.length
  const at = base + column
  if (atMs > (kept.readAt[at] as number)) {
    kept.readAt[at] = atMs
    kept.values[at] = value
    if (atMs > (kept.clock[row] as number)) kept.clock[row] = atMs
  } else {
    state.late++
  }
  const nowMs = kept.clock[row] as number
  if (type.windows.length > 0) turnWindows(kept, row, base, column, value, atMs, nowMs)
  if (type.absenceSlots > 0) hear(state, kept, row, column, value, atMs, out)
  const rules = type.rulesOf[column]
  if (rules) for (const rule of rules) judge(state, kept, row, base, rule, nowMs, out)
}

/** Tells everything that has fallen due by now. Call it about once a second; calling it more or less changes nothing told. */
export function tick(state: RuleState, nowMs: number, out: Firing[]): void {
  for (let dueMs = state.queue.peek(); dueMs <= nowMs; dueMs = state.queue.peek()) {
    const thing = state.queue.pop()
    const kept = state.types[state.typeOf[thing] ?? -1]
    const row = state.rowOf[thing] ?? 0
    // An entry that is not the thing's earliest has been overtaken by another.
    if (kept && kept.due[row] === dueMs) settle(state, kept, row, dueMs + 1, out)
  }
}

/**
 * Takes over what absences are announced for a thing, in place of those known before: silence that would fall due in one
 * begins to count anew at its end. A silence told already that no longer counts is ended.
 */
export function setAbsences(
  state: RuleState,
  thing: number,
  spans: readonly Span[],
  nowMs: number,
  out: Firing[],
): void {
  const kept = state.types[state.typeOf[thing] ?? -1]
  if (!kept) return
  state.away.set(
    thing,
    spans.toSorted(([a], [b]) => a - b),
  )
  const row = state.rowOf[thing] ?? 0
  for (const rule of kept.type.rules) {
    if (!rule.absence || kept.told[row * kept.type.rules.length + rule.slot] === 0) continue
    const heardAt = kept.heardAt[row * kept.type.absenceSlots + rule.absence.slot] as number
    if (silenceDue(state, thing, rule.absence, heardAt) <= nowMs) continue
    setTold(state, kept, row, rule, 0, nowMs, out, ABSENCE_ANNOUNCED)
  }
  // One that was taken back brings what falls due nearer.
  schedule(state, kept, row, nextDue(state, kept, row))
}

const ABSENCE_ANNOUNCED: Texts = { zh: '已告知这段时间不在', en: 'an absence was announced' }

function turnWindows(
  kept: TypeState,
  row: number,
  base: number,
  column: number,
  value: number,
  atMs: number,
  nowMs: number,
): void {
  const { type } = kept
  const start = row * type.windowNumbers
  for (const window of type.windowsFed[column] ?? []) addToWindow(window, kept.windows, start, value, atMs)
  for (const window of type.windowsRead[column] ?? []) {
    kept.values[base + window.target] = readWindow(window, kept.windows, start, nowMs)
  }
}

/** Judges the levels of one rule at a moment, and tells if the gravest active one is another than before. */
function judge(
  state: RuleState,
  kept: TypeState,
  row: number,
  base: number,
  rule: CompiledRule,
  nowMs: number,
  out: Firing[],
): void {
  const { type, values, since, active } = kept
  let unknown = false
  for (const level of rule.levels) {
    const slot = row * type.levelSlots + level.slot
    if (active[slot] === 1) {
      const ended = level.clear ? level.clear(values, base) : 1 - level.when(values, base)
      if (ended === 1) active[slot] = 0
      else if (ended !== 0) unknown = true
      continue
    }
    const holds = level.when(values, base)
    if (holds !== 1) {
      since[slot] = Number.NaN
      if (holds !== 0) unknown = true
    } else if (rule.holdMs === 0) {
      active[slot] = 1
    } else if (nowMs - (since[slot] as number) >= rule.holdMs) {
      since[slot] = Number.NaN
      active[slot] = 1
    } else if (Number.isNaN(since[slot] as number)) {
      since[slot] = nowMs
      if (nowMs + rule.holdMs < (kept.due[row] as number)) schedule(state, kept, row, nowMs + rule.holdMs)
    }
  }
  if (unknown) state.unknown[rule.index] = (state.unknown[rule.index] as number) + 1
  tell(state, kept, row, rule, nowMs, out)
}

function tell(state: RuleState, kept: TypeState, row: number, rule: CompiledRule, atMs: number, out: Firing[]): void {
  let rank = 0
  for (const level of rule.levels) if (kept.active[row * kept.type.levelSlots + level.slot] === 1) rank = level.rank
  setTold(state, kept, row, rule, rank, atMs, out)
}

function setTold(
  state: RuleState,
  kept: TypeState,
  row: number,
  rule: CompiledRule,
  rank: number,
  atMs: number,
  out: Firing[],
  because?: Texts,
): void {
  const slot = row * kept.type.rules.length + rule.slot
  const before = kept.told[slot] as number
  if (before === rank) return
  kept.told[slot] = rank
  const firing = describeFiring(state, kept, row, rule, before, rank, atMs)
  out.push(because === undefined ? firing : { ...firing, because })
}

/** Notes a sign of life, and ends a silence that was told. */
function hear(
  state: RuleState,
  kept: TypeState,
  row: number,
  column: number,
  value: number,
  atMs: number,
  out: Firing[],
): void {
  const { type } = kept
  for (const rule of type.rules) {
    const absence = rule.absence
    if (!absence?.columns.includes(column) || (absence.activeOnly && value === 0)) continue
    const slot = row * type.absenceSlots + absence.slot
    if (atMs <= (kept.heardAt[slot] as number)) continue
    kept.heardAt[slot] = atMs
    if (kept.told[row * type.rules.length + rule.slot] === 0) continue
    // A late sign may come so late that the silence after it is complete all the same.
    if (silenceDue(state, kept.things[row] as number, absence, atMs) <= (kept.clock[row] as number)) continue
    setTold(state, kept, row, rule, 0, atMs, out)
    const dueMs = nextDue(state, kept, row)
    if (dueMs < (kept.due[row] as number)) schedule(state, kept, row, dueMs)
  }
}

/** Tells, moment by moment, what of one thing completed before a moment, and queues it for what comes next. */
function settle(state: RuleState, kept: TypeState, row: number, beforeMs: number, out: Firing[]): void {
  const { type } = kept
  let dueMs = nextDue(state, kept, row)
  while (dueMs < beforeMs) {
    for (const rule of type.rules) {
      for (const level of rule.levels) {
        const slot = row * type.levelSlots + level.slot
        if ((kept.since[slot] as number) + rule.holdMs > dueMs || Number.isNaN(kept.since[slot] as number)) continue
        kept.since[slot] = Number.NaN
        kept.active[slot] = 1
      }
      if (rule.levels.length > 0) tell(state, kept, row, rule, dueMs, out)
      else if (rule.absence) settleSilence(state, kept, row, rule, dueMs, out)
    }
    dueMs = nextDue(state, kept, row)
  }
  schedule(state, kept, row, dueMs)
}

function settleSilence(
  state: RuleState,
  kept: TypeState,
  row: number,
  rule: CompiledRule,
  dueMs: number,
  out: Firing[],
): void {
  const absence = rule.absence
  if (!absence || kept.told[row * kept.type.rules.length + rule.slot] !== 0) return
  const heardAt = kept.heardAt[row * kept.type.absenceSlots + absence.slot] as number
  if (silenceDue(state, kept.things[row] as number, absence, heardAt) <= dueMs)
    setTold(state, kept, row, rule, absence.rank, dueMs, out)
}
