import type { FastifyRequest } from 'fastify'
import type { Clock } from '../clock.ts'
import { kernelErrors } from '../errors.ts'
import { networkOf } from './address.ts'

/** How often something may be asked by those we do not know. An hour's worth may come at once. */
export interface Allowance {
  /** By one address an hour (IPv6: its /64). Many people of a neighbourhood may share one. */
  readonly eachAnHour: number
  /** By everybody together an hour. */
  readonly allAnHour: number
}

interface Bucket {
  left: number
  filledAtMs: number
}

const HOUR_MS = 3_600_000
/** Beyond so many addresses an hour the count of all is what holds. */
const KNOWN_MOST = 50_000

function fill(bucket: Bucket, anHour: number, nowMs: number): void {
  const gained = (Math.max(0, nowMs - bucket.filledAtMs) * anHour) / HOUR_MS
  bucket.left = Math.min(anHour, bucket.left + gained)
  bucket.filledAtMs = nowMs
}

const secondsUntilOne = ({ left }: Bucket, anHour: number): number =>
  Math.max(1, Math.ceil(((1 - left) * HOUR_MS) / anHour / 1000))

/**
 * Counts what is asked of one public purpose, by key and in all. In memory of this process: a restart forgives, and that is
 * cheaper than a write for each question.
 */
export function createLimit(clock: Clock, { eachAnHour, allAnHour }: Allowance) {
  const known = new Map<string, Bucket>()
  const all: Bucket = { left: allAnHour, filledAtMs: clock.now().getTime() }

  function bucketOf(key: string, nowMs: number): Bucket {
    const found = known.get(key)
    if (found !== undefined) return found
    if (known.size >= KNOWN_MOST) known.clear()
    const made = { left: eachAnHour, filledAtMs: nowMs }
    known.set(key, made)
    return made
  }

  /** Counts one more under a key; throws too many, with how long to wait. What is refused costs nobody else anything. */
  function take(key: string): void {
    const nowMs = clock.now().getTime()
    const own = bucketOf(key, nowMs)
    fill(own, eachAnHour, nowMs)
    if (own.left < 1) throw kernelErrors.too_many({ seconds: secondsUntilOne(own, eachAnHour) })
    fill(all, allAnHour, nowMs)
    if (all.left < 1) throw kernelErrors.too_many({ seconds: secondsUntilOne(all, allAnHour) })
    own.left -= 1
    all.left -= 1
  }

  return {
    take,
    /** Counts one more from where a request comes. */
    takeFor: (request: Pick<FastifyRequest, 'ip'>): void => take(networkOf(request.ip)),
  }
}
