import { createHmac } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Clock } from '../clock.ts'
import type { Pool } from '../database/pool.ts'
import { defineErrors, type Fault } from '../errors.ts'
import { networkOf } from './address.ts'

const errors = defineErrors('limit', {
  too_often: {
    kind: 'rate_limited',
    zh: '从您所在的网络来的次数太多了，请过 {minutes} 分钟再试；您写的还在，不用重写',
    en: 'Too much has come from your network: try again in {minutes} min. What you wrote is still here',
  },
  too_busy: {
    kind: 'rate_limited',
    zh: '现在来的人太多了，请过 {minutes} 分钟再试；您写的还在，不用重写',
    en: 'Too many people are here just now: try again in {minutes} min. What you wrote is still here',
  },
})

/** How often something may be asked by those we do not know. An hour's worth may come at once. */
export interface Allowance {
  /** One public purpose; each is counted apart. */
  readonly purpose: string
  /** By one address an hour (IPv6: its /64). Many people of a neighbourhood may share one. */
  readonly eachAnHour: number
  /** By everybody together an hour. */
  readonly allAnHour: number
}

interface Counted {
  /** When to come again; null when it was taken. */
  again: Date | null
  is_own: boolean
}

const TAKE = `select again, is_own from kernel.take_allowance($1, $2, $3, $4, $5)`
const FORGET = `delete from kernel.allowance where spent_until <= $1`

/** A refusal with how long to wait, in `seconds` for programs and in minutes for people. */
function refusal(again: Date, now: Date, isOwn: boolean): Fault {
  const seconds = Math.max(1, Math.ceil((again.getTime() - now.getTime()) / 1000))
  const given = { seconds, minutes: Math.ceil(seconds / 60) }
  return isOwn ? errors.too_often(given) : errors.too_busy(given)
}

/** What counting needs of this installation. */
export interface LimitDeps {
  readonly pool: Pool
  readonly clock: Clock
  /** Addresses are kept under a digest that nobody without it can turn back. */
  readonly secret: string
}

/**
 * Counts what is asked of one public purpose, by key and in all: one statement each, held by every process on this database
 * and after a restart. Only a crash of the database may forget the last second.
 */
export function createLimit({ pool, clock, secret }: LimitDeps, { purpose, eachAnHour, allAnHour }: Allowance) {
  const hidden = (key: string) =>
    createHmac('sha256', secret).update(`${purpose} ${key}`).digest('base64url').slice(0, 22)

  /** Counts one more under a key; throws too many, with how long to wait. What is refused costs nobody else anything. */
  async function take(key: string): Promise<void> {
    const now = clock.now()
    const { again, is_own } = await pool.whole((tx) =>
      tx.one<Counted>(TAKE, [purpose, hidden(key), eachAnHour, allAnHour, now]),
    )
    if (again !== null) throw refusal(again, now, is_own)
  }

  return {
    take,
    /** Counts one more from where a request comes. */
    takeFor: (request: Pick<FastifyRequest, 'ip'>): Promise<void> => take(networkOf(request.ip)),
  }
}

/** Forgets the counts that say nothing any more; returns how many they were. */
export const forgetSpent = ({ pool, clock }: Pick<LimitDeps, 'pool' | 'clock'>): Promise<number> =>
  pool.whole(async (tx) => (await tx.query(`${FORGET} returning purpose`, [clock.now()])).length)
