import type { Fault, Locale } from '../../kernel/errors.ts'
import type { ThingEntry } from '../registry/registry.ts'
import type { Firing } from '../rules/index.ts'
import { createRows, type Rows } from '../writing/rows.ts'
import type { NewWord } from './words.ts'

/** Who sends, and for which things they may. */
export interface Source {
  /** `device:<id>`, `station:<mn>` or an account. */
  readonly id: string
  readonly door: 'http' | 'mqtt' | 'hj212'
  /** Where its refused readings are shown when no thing is known. */
  readonly divisionKey: string
  may(thing: ThingEntry): boolean
  /** Sends what has been let through before: no quota is asked. */
  readonly isUnmetered?: boolean
}

/** What becomes of one request's readings. */
export interface Outcome {
  readonly locale: Locale
  readonly source: Source
  recorded: number
  readonly duplicates: number[]
  readonly refused: { readonly index: number; readonly fault: Fault }[]
}

/** A reading that may be there already: too old to tell without asking the database. */
export interface Unsure {
  readonly series: number
  readonly seq: number
  readonly atMs: number
  readonly value: number
  readonly outcome: Outcome
  readonly index: number
}

/** A refused reading as it is kept. */
export interface SetAside {
  readonly source: Source
  readonly thing: ThingEntry | undefined
  readonly thingCode: string | null
  readonly property: string | null
  readonly fault: Fault
  readonly payload: string
}

/** A reading beyond the quota. */
export interface HeldReading {
  readonly series: number
  readonly seq: number
  readonly atMs: number
  readonly value: number
}

/** What a thing sent beyond its quota: all of it counted, the first of it held. */
export interface Excess {
  readonly thing: ThingEntry
  readonly source: Source
  count: number
  readonly held: HeldReading[]
}

/** A request with an idempotency key, whose answer is kept with its readings. */
export interface Keyed {
  readonly key: string
  readonly outcome: Outcome
}

/** Everything that is committed together. */
export interface Batch {
  readonly rows: Rows
  readonly unsure: Unsure[]
  readonly words: NewWord[]
  readonly setAside: SetAside[]
  /** By the number of the thing. */
  readonly excess: Map<number, Excess>
  /** Readings beyond quotas, held or only counted. */
  excessCount: number
  readonly keyed: Keyed[]
  readonly firings: Firing[]
  /** Hours since 1970 that have readings. */
  readonly hours: Set<number>
  /** Somebody waits for it, if only to hear that all they sent is kept already. */
  awaited: boolean
  /** An entry for the journal is due: how many readings came since the last. */
  account: boolean
  /** Resolves when the batch is on disk. */
  readonly done: PromiseWithResolvers<void>
}

export function createBatch(): Batch {
  const done = Promise.withResolvers<void>()
  // A batch that only the clock filled has nobody waiting for it.
  done.promise.catch(() => {})
  return {
    rows: createRows(),
    unsure: [],
    words: [],
    setAside: [],
    excess: new Map(),
    excessCount: 0,
    keyed: [],
    firings: [],
    hours: new Set(),
    awaited: false,
    account: false,
    done,
  }
}

export const sizeOf = (batch: Batch): number =>
  batch.rows.count() + batch.unsure.length + batch.setAside.length + batch.excessCount

export const hasWork = (batch: Batch): boolean =>
  batch.awaited || batch.account || batch.firings.length > 0 || batch.hours.size > 0
