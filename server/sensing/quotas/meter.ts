import type { Source } from '../intake/batch.ts'
import type { ThingEntry } from '../registry/registry.ts'
import { createBuckets } from './buckets.ts'

/** A hundred a second: far above any sensor that judges by itself what is worth telling. */
export const USUAL_PER_MINUTE = 6000
/** Readings held of one thing; more are only counted. */
export const HELD_LIMIT = 10_000

/** A quota that is not the usual. */
export interface Quota {
  readonly kind: 'type' | 'device'
  readonly id: string
  readonly perMinute: number
}

const DEVICES_LIMIT = 100_000

/** Says of each reading whether it is within the quotas of its thing and of its sender. Called once a reading. */
export function createMeter() {
  const things = createBuckets()
  const senders = createBuckets()
  let ofType = new Map<string, number>()
  let ofDevice = new Map<string, number>()
  // Numbers for the senders that have a quota of their own.
  const numbers = new Map<string, number>()

  function senderIsWithin(source: Source, atMs: number, nowMs: number): boolean {
    const perMinute = ofDevice.size === 0 ? undefined : ofDevice.get(source.id)
    if (perMinute === undefined) return true
    const number = numbers.get(source.id) ?? numbers.size
    if (number === numbers.size && numbers.size < DEVICES_LIMIT) numbers.set(source.id, number)
    return senders.take(number, perMinute, atMs, nowMs)
  }

  const perMinuteOf = (type: string): number => (ofType.size === 0 ? undefined : ofType.get(type)) ?? USUAL_PER_MINUTE

  return {
    admits: (thing: ThingEntry, source: Source, atMs: number, nowMs: number): boolean =>
      source.isUnmetered === true ||
      (things.take(thing.number, perMinuteOf(thing.type), atMs, nowMs) && senderIsWithin(source, atMs, nowMs)),
    perMinuteOf,
    set(quotas: readonly Quota[]): void {
      ofType = new Map(quotas.flatMap(({ kind, id, perMinute }) => (kind === 'type' ? [[id, perMinute]] : [])))
      ofDevice = new Map(
        quotas.flatMap(({ kind, id, perMinute }) => (kind === 'device' ? [[`device:${id}`, perMinute]] : [])),
      )
    },
    /** Lets a thing begin anew. */
    forgive: things.refill,
  }
}
