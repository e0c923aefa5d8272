import type { Clock } from '../../kernel/clock.ts'
import type { Fault } from '../../kernel/errors.ts'
import { scanNumber, scanReading } from '../decoders/reading.ts'
import { refusals } from '../errors.ts'
import type { DataFormat, Read } from '../formats/decode.ts'
import type { Writer } from '../writing/writer.ts'
import { createOutcome } from './answer.ts'
import type { Batch, Outcome, Source } from './batch.ts'
import type { Item } from './take.ts'

/** Messages put into one batch, kept or not: what is refused takes memory too. */
const TAKEN_LIMIT = 120_000
/** Readings of one message. */
const ITEMS_LIMIT = 50_000

export interface StreamDeps {
  clock: Clock
  writer: Writer
  counted: (outcome: Outcome) => void
  /** Takes one reading; gives why it was refused. */
  take: (batch: Batch, outcome: Outcome, item: Item, given: unknown, nowMs: number) => Fault | undefined
  refuse: (batch: Batch, outcome: Outcome, fault: Fault, given: unknown, item: Item) => void
  /** Reads a message of another format. */
  read: (thing: string, format: DataFormat, bytes: Buffer) => Read
}

/** What was put since the last commit began; `done` says that it is on disk, or that it is not and was forgotten. */
export interface Filling {
  readonly done: Promise<void>
}

/** The outcome of a batch filled by many senders: its source is whoever puts just now. */
type OpenOutcome = Omit<Outcome, 'source'> & { source: Source }

interface OpenFilling extends Filling {
  readonly batch: Batch
  readonly outcome: OpenOutcome
  taken: number
}

/**
 * Readings of connections that are acknowledged later, put into the batch under way without a promise for each. Nothing
 * here awaits: ask `hasRoom`, put, and keep what `filling` gives until it is done.
 */
export function createStream({ clock, writer, counted, take, refuse, read }: StreamDeps) {
  let current: OpenFilling | undefined
  let nowMs = 0
  const item: Item = {}

  function open(source: Source): OpenFilling {
    const batch = writer.fill()
    if (current?.batch !== batch) {
      const outcome: OpenOutcome = createOutcome(source, 'zh')
      const filling = { batch, outcome, taken: 0, done: batch.done.promise }
      // One that fails is told by `done` to those who wait.
      filling.done.then(() => counted(outcome)).catch(() => {})
      current = filling
    }
    current.outcome.source = source
    return current
  }

  const putItem = (source: Source, one: Item, given: unknown): Fault | undefined => {
    const { batch, outcome } = open(source)
    return take(batch, outcome, one, given, nowMs)
  }

  function malformed(source: Source, thing: string | undefined, detail: string, payload: string): Fault {
    const { batch, outcome } = open(source)
    const fault = refusals.malformed({ detail })
    refuse(batch, outcome, fault, payload, { thing })
    return fault
  }

  /** One reading or an array of them as given by JSON; the fault of the first refused if none was kept. */
  function putGiven(source: Source, thing: string | undefined, given: unknown): Fault | undefined {
    const items = Array.isArray(given) ? given : [given]
    if (items.length > ITEMS_LIMIT) return malformed(source, thing, 'size', '')
    let first: Fault | undefined
    let kept = 0
    for (const one of items) {
      const isObject = typeof one === 'object' && one !== null && !Array.isArray(one)
      const fault = isObject
        ? putItem(source, thing === undefined ? one : { ...one, thing }, one)
        : malformed(source, thing, 'object', String(JSON.stringify(one)))
      if (fault === undefined) kept += 1
      else first ??= fault
    }
    if (current !== undefined) current.taken += items.length
    return kept > 0 ? undefined : first
  }

  return {
    /** Whether readings may be put now. Who sends is to be left waiting otherwise, until `whenChanged` says to ask again. */
    hasRoom: (): boolean =>
      writer.hasRoom() && (current === undefined || current.taken < TAKEN_LIMIT || current.batch !== writer.current()),
    whenChanged: writer.whenChanged,
    /** Looks at the clock, once for all that is put until the next turn. */
    begin(): void {
      nowMs = clock.now().getTime()
    },
    /** What everything put since the last commit began waits for; after a put it is there. */
    filling: (source: Source): Filling => open(source),
    /** A message of one thing: a reading or an array of them as JSON. Gives why nothing of it was kept. */
    putReadings(source: Source, thing: string, bytes: Buffer, from: number, to: number): Fault | undefined {
      if (scanReading(bytes, from, to, item)) {
        item.thing = thing
        const filling = open(source)
        filling.taken += 1
        return take(filling.batch, filling.outcome, item, item, nowMs)
      }
      const given = parse(bytes, from, to)
      return given === undefined
        ? malformed(source, thing, 'json', bytes.toString('utf8', from, Math.min(to, from + 1000)))
        : putGiven(source, thing, given)
    },
    /** A message of one property: a bare value, or an object without `property`. */
    putProperty(source: Source, thing: string, property: string, bytes: Buffer, from: number, to: number) {
      const number = scanNumber(bytes, from, to)
      const given = Number.isNaN(number) ? parse(bytes, from, to) : number
      if (given === undefined)
        return malformed(source, thing, 'json', bytes.toString('utf8', from, Math.min(to, from + 1000)))
      const isObject = typeof given === 'object' && given !== null && !Array.isArray(given)
      open(source).taken += 1
      return putItem(source, isObject ? { ...given, thing, property } : { thing, property, value: given }, given)
    },
    /** A message about a thing in another format. Gives why nothing of it was kept. */
    putMessage(source: Source, thing: string, format: DataFormat, bytes: Buffer): Fault | undefined {
      const { items, faults } = read(thing, format, bytes)
      let first: Fault | undefined
      let kept = 0
      for (const one of items) {
        const fault = putItem(source, one, one)
        if (fault === undefined) kept += 1
        else first ??= fault
      }
      for (const detail of faults) first = malformed(source, thing, detail, detail)
      open(source).taken += items.length + faults.length
      return kept > 0 ? undefined : first
    },
    /** Readings of several things that each name theirs. */
    putBatch(source: Source, bytes: Buffer, from: number, to: number): Fault | undefined {
      const given = parse(bytes, from, to)
      return given === undefined
        ? malformed(source, undefined, 'json', bytes.toString('utf8', from, Math.min(to, from + 1000)))
        : putGiven(source, undefined, given)
    },
    /** What is no reading at all, set aside with its reason. */
    putMalformed(source: Source, thing: string | undefined, detail: string, payload: string): Fault {
      open(source).taken += 1
      return malformed(source, thing, detail, payload)
    },
  }
}

function parse(bytes: Buffer, from: number, to: number): unknown {
  try {
    return JSON.parse(bytes.toString('utf8', from, to))
  } catch {
    return undefined
  }
}
