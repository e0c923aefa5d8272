import type { Severity, Value } from '../../../contract/pack/index.ts'

/** An alarm as a replay sees it: every change is one. Rules are by full id, things by code. */
export interface SeenAlarm {
  readonly rule: string
  readonly thing: string
  readonly state: 'raised' | 'changed' | 'cleared'
  readonly severity: Severity
  readonly atMs: number
}

/** A case, once for each state it enters. */
export interface SeenCase {
  readonly category: string
  readonly condition: string | undefined
  readonly thing: string | undefined
  /** Undefined where the harness runs no flows: expectations of a state are then left unjudged. */
  readonly state: string | undefined
  readonly atMs: number
}

export interface SeenMessage {
  readonly to: string
  readonly thing: string | undefined
  readonly atMs: number
}

/** What a replay needs before it starts. Types, categories and rules are by full id (`library.book`). */
export interface ReplayStart {
  readonly atMs: number
  readonly things: readonly { code: string; type: string; attributes: Readonly<Record<string, Value>> }[]
  /** Inputs of the pack under test that differ from their defaults. */
  readonly inputs: Readonly<Record<string, Value>>
}

export interface ReplayReport {
  readonly category: string
  readonly condition: string | undefined
  readonly thing: string | undefined
  readonly text: string
  readonly atMs: number
}

/**
 * What a replay is run against. There are two: the rule engine alone, for lint and `scenario test`; and the real modules
 * behind their doors, for tests and drills. Each may answer at once or later.
 */
export interface ReplayHarness {
  start(start: ReplayStart): void | Promise<void>
  /** A reading of some properties of one thing. */
  observe(thing: string, values: Readonly<Record<string, Value>>, atMs: number): void | Promise<void>
  /** Somebody reports something. */
  report(report: ReplayReport): void | Promise<void>
  /** Somebody says that a thing will not be heard of from one moment to another. */
  announce(thing: string, fromMs: number, untilMs: number, atMs: number): void | Promise<void>
  /** The clock becomes this moment; everything due before it has happened. */
  advance(toMs: number): void | Promise<void>
  /** All seen since the start. */
  alarms(): readonly SeenAlarm[] | Promise<readonly SeenAlarm[]>
  cases(): readonly SeenCase[] | Promise<readonly SeenCase[]>
  messages(): readonly SeenMessage[] | Promise<readonly SeenMessage[]>
}
