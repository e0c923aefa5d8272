import { READINGS_LIMIT, type Recorded } from '../../../contract/sensing.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Pool } from '../../kernel/database/pool.ts'
import type { Fault, Locale } from '../../kernel/errors.ts'
import { attempt, type Decoded } from '../decoders/decoded.ts'
import { decodeUplink } from '../decoders/lorawan.ts'
import { errors, refusals } from '../errors.ts'
import type { DataFormat, Read } from '../formats/decode.ts'
import type { Formats } from '../formats/formats.ts'
import type { Registry } from '../registry/registry.ts'
import { findAnswer } from '../writing/queries.ts'
import type { Writer } from '../writing/writer.ts'
import { createAllowance } from './allowance.ts'
import { answerOf, createOutcome } from './answer.ts'
import type { Batch, Outcome, Source } from './batch.ts'
import { createStream } from './stream.ts'
import type { Item, Taker } from './take.ts'

export interface RecordDeps {
  pool: Pool
  clock: Clock
  registry: Registry
  taker: Taker
  writer: Writer
  counted: (outcome: Outcome) => void
  formats: Formats
}

export interface RecordOptions {
  locale: Locale
  /** The sender's name for the batch: sent again under the same key it gets the same answer. */
  key?: string | undefined
  /** The thing's code, where the readings do not name it themselves. */
  thing?: string
}

const PAYLOAD_MAX = 1000
const OVER_QUOTA = 'sensing.over_quota'
const textOf = (given: unknown): string =>
  (typeof given === 'string' ? given : (JSON.stringify(given) ?? '')).slice(0, PAYLOAD_MAX)
const wordOf = (given: unknown): string | null => (typeof given === 'string' ? given.slice(0, 80) : null)

export type Recording = ReturnType<typeof createRecording>

/** The one entry of readings, whatever door they come by. What is answered is on disk. */
export function createRecording(deps: RecordDeps) {
  const { clock, registry, taker, writer } = deps
  const mayKeep = createAllowance()
  const answering = new Map<string, Promise<Recorded>>()

  function refuse(batch: Batch, outcome: Outcome, index: number, fault: Fault, given: unknown, item: Item): void {
    const { source } = outcome
    outcome.refused.push({ index, fault })
    // What is beyond a quota is held in quarantine, not here too.
    if (fault.code === OVER_QUOTA) return
    if (!mayKeep(source.id, clock.now().getTime())) return
    const thingCode = wordOf(item.thing)
    const thing = thingCode === null ? undefined : registry.findByCode(thingCode)
    batch.setAside.push({
      source,
      // What lies outside the sender's reach is shown to those who see the sender.
      thing: thing !== undefined && source.may(thing) ? thing : undefined,
      thingCode,
      property: wordOf(item.property),
      fault,
      payload: textOf(given),
    })
  }

  function takeItem(batch: Batch, outcome: Outcome, index: number, given: unknown, thing?: string): void {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
      refuse(batch, outcome, index, refusals.malformed({ detail: 'object' }), given, { thing })
      return
    }
    const item: Item = thing === undefined ? given : { ...given, thing }
    const fault = taker.reading(batch, outcome, index, item, nowMs)
    if (fault !== undefined) refuse(batch, outcome, index, fault, given, item)
  }

  // The time of the request being taken: asked for once, since taking never awaits.
  let nowMs = 0

  async function once(source: Source, options: RecordOptions, put: (batch: Batch, outcome: Outcome) => void) {
    const outcome = createOutcome(source, options.locale)
    await writer.write((batch) => {
      nowMs = clock.now().getTime()
      put(batch, outcome)
      if (options.key !== undefined) batch.keyed.push({ key: options.key, outcome })
    })
    deps.counted(outcome)
    return answerOf(outcome)
  }

  /** Answers a key once: a copy under way waits for the first, a later one finds its answer. */
  async function under(source: Source, key: string, work: () => Promise<Recorded>): Promise<Recorded> {
    const name = `${source.id} ${key}`
    const under = answering.get(name)
    if (under !== undefined) return under
    const answer = deps.pool
      .whole((tx) => findAnswer(tx, key, source.id))
      .then((earlier) => (earlier === undefined ? work() : (earlier.answer as Recorded)))
    answering.set(name, answer)
    try {
      return await answer
    } finally {
      answering.delete(name)
    }
  }

  const recorded = (source: Source, options: RecordOptions, put: (batch: Batch, outcome: Outcome) => void) =>
    options.key === undefined
      ? once(source, options, put)
      : under(source, options.key, () => once(source, options, put))

  const nothing = (fault: string): Read => ({ items: [], faults: [fault] })
  const readMessage = (thing: string, format: DataFormat, bytes: Buffer): Read =>
    attempt(() => deps.formats.message(thing, format, bytes, clock.now().getTime()), nothing)

  /** An uplink's readings; of one from a device nobody named, the fault says so. Other events are nothing. */
  function readUplink(bytes: Buffer): Read & { thing: string } {
    const none = (fault: string) => ({ devEui: '', samples: [], faults: [fault] })
    const uplink = attempt(() => decodeUplink(bytes) ?? { devEui: '', samples: [], faults: [] }, none)
    const { devEui } = uplink
    const thing = deps.formats.findStation('lorawan', devEui)?.thing.code ?? ''
    if (thing !== '') return { thing, ...attempt(() => deps.formats.decoded(thing, 'lorawan', uplink), nothing) }
    return { thing, items: [], faults: devEui === '' ? uplink.faults : [`DevEUI ${devEui}`] }
  }

  function takeRead(batch: Batch, outcome: Outcome, { items, faults }: Read, thing: string): void {
    for (const [index, item] of items.entries()) takeItem(batch, outcome, index, item)
    for (const detail of faults) refuse(batch, outcome, items.length, refusals.malformed({ detail }), detail, { thing })
  }

  const stream = createStream({
    read: readMessage,
    clock,
    writer,
    counted: deps.counted,
    take(batch, outcome, item, given, at) {
      const fault = taker.reading(batch, outcome, 0, item, at)
      if (fault !== undefined) refuse(batch, outcome, 0, fault, given, item)
      return fault
    },
    refuse: (batch, outcome, fault, given, item) => refuse(batch, outcome, 0, fault, given, item),
  })

  return {
    /** For doors whose senders are acknowledged later, many readings at once. */
    stream,
    /** Readings one by one: each is kept or refused for itself. */
    items(source: Source, items: readonly unknown[], options: RecordOptions): Promise<Recorded> {
      if (items.length > READINGS_LIMIT) throw errors.too_many_items({ limit: READINGS_LIMIT })
      return recorded(source, options, (batch, outcome) => {
        for (let i = 0; i < items.length; i += 1) takeItem(batch, outcome, i, items[i], options.thing)
      })
    },
    /** Readings by column: `values[i]` of `series[i]`, measured at `at` or `at[i]`. */
    columns(
      source: Source,
      { series, values, at }: { series: readonly unknown[]; values: readonly unknown[]; at?: unknown },
      options: RecordOptions,
    ): Promise<Recorded> {
      if (series.length > READINGS_LIMIT) throw errors.too_many_items({ limit: READINGS_LIMIT })
      const times = Array.isArray(at) ? at : undefined
      return recorded(source, options, (batch, outcome) => {
        const item: { value: unknown; at: unknown } = { value: undefined, at }
        for (let i = 0; i < series.length; i += 1) {
          item.value = values[i]
          if (times !== undefined) item.at = times[i]
          const fault = taker.ofSeries(batch, outcome, i, series[i], item, nowMs)
          if (fault !== undefined) refuseColumn(batch, outcome, i, fault, series[i], item)
        }
      })
    },
    /** A message about a thing in a format of somebody else. */
    message(
      source: Source,
      thing: string,
      format: DataFormat,
      bytes: Buffer,
      options: RecordOptions,
    ): Promise<Recorded> {
      const read = readMessage(thing, format, bytes)
      return recorded(source, options, (batch, outcome) => takeRead(batch, outcome, read, thing))
    },
    /** What a LoRaWAN network server posts. */
    uplink(source: Source, bytes: Buffer, options: RecordOptions): Promise<Recorded> {
      const read = readUplink(bytes)
      return recorded(source, options, (batch, outcome) => takeRead(batch, outcome, read, read.thing))
    },
    /** Values of an HJ 212 monitor. */
    monitored(source: Source, thing: string, decoded: Decoded): Promise<Recorded> {
      const read = attempt(() => deps.formats.decoded(thing, 'hj212', decoded), nothing)
      return recorded(source, { locale: 'zh' }, (batch, outcome) => takeRead(batch, outcome, read, thing))
    },
    /** Something that is no reading at all. */
    malformed(source: Source, payload: string, thing: string, detail: string): Promise<Recorded> {
      return once(source, { locale: 'zh' }, (batch, outcome) => {
        refuse(batch, outcome, 0, refusals.malformed({ detail }), payload, { thing })
      })
    },
  }

  function refuseColumn(
    batch: Batch,
    outcome: Outcome,
    index: number,
    fault: Fault,
    series: unknown,
    item: { value: unknown; at: unknown },
  ): void {
    const entry = typeof series === 'number' ? registry.findBySeries(series) : undefined
    const property = entry?.properties[registry.placeOf(Number(series))]?.name
    refuse(batch, outcome, index, fault, { series, ...item }, { thing: entry?.code, property })
  }
}
