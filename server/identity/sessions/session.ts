import { hash, randomBytes } from 'node:crypto'
import { newId } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/index.ts'
import { endProviderSessions } from '../provider/queries.ts'
import * as queries from './queries.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** A shift of twelve hours and its handover, counted from the last use. */
const IDLE_MS = 14 * HOUR_MS
/** However much used, then one signs in again. */
export const LONGEST_MS = 7 * DAY_MS
/** A demo token for programs. */
const TOKEN_MS = 2 * HOUR_MS
/** How often use is written down. */
const TOUCH_MS = 5 * MINUTE_MS
/** Another process's grant or sign-out is noticed after this; our own at once. */
const CACHE_MS = 3000
const CACHE_SIZE = 5000
/** The record of sign-ins is kept for six months (网络安全法 art. 21). */
const KEEP_MS = 183 * DAY_MS

export interface NewSignIn {
  accountId: string
  providerSession: string | null
  address: string | null
  userAgent: string | null
}

export type Sessions = ReturnType<typeof createSessions>

const hashOf = (token: string): Buffer => hash('sha256', token, 'buffer')

/** Signed-in browsers and program tokens. They are exempt from the journal: their rows, ended ones included, are the record. */
export function createSessions({ pool, clock }: Pick<Kernel, 'pool' | 'clock'>) {
  const cache = new Map<string, { row: queries.SessionRow | undefined; until: number }>()

  async function insert(signIn: NewSignIn, kind: queries.SessionKind, idleMs: number, longestMs: number) {
    const token = randomBytes(32).toString('base64url')
    const now = clock.now()
    const at = (ms: number) => new Date(now.getTime() + ms)
    await pool.whole(async (tx) => {
      await queries.insertSession(tx, {
        ...signIn,
        id: newId(),
        tokenHash: hashOf(token),
        kind,
        now,
        expiresAt: at(idleMs),
        finalAt: at(longestMs),
      })
      await queries.purgeSessions(tx, at(-KEEP_MS))
    })
    return token
  }

  async function load(tokenHash: Buffer, now: Date): Promise<queries.SessionRow | undefined> {
    const row = await pool.whole((tx) => queries.findSession(tx, tokenHash, now))
    const isDue = row?.kind === 'browser' && now.getTime() - row.seenAt.getTime() >= TOUCH_MS
    if (isDue) {
      const idle = new Date(now.getTime() + IDLE_MS)
      await pool.whole((tx) => queries.touchSession(tx, row.id, now, idle < row.finalAt ? idle : row.finalAt))
    }
    return row
  }

  /** The session a token opens, with the account's grants; undefined when it opens nothing. */
  async function find(token: string): Promise<queries.SessionRow | undefined> {
    // Tokens themselves are kept nowhere, in memory neither.
    const key = hash('sha256', token, 'base64')
    const now = clock.now()
    const known = cache.get(key)
    if (known !== undefined && known.until > now.getTime()) return known.row
    const row = await load(hashOf(token), now)
    if (cache.size >= CACHE_SIZE) cache.clear()
    cache.set(key, { row, until: now.getTime() + CACHE_MS })
    return row
  }

  async function end(ended: Promise<queries.Ended[]>): Promise<number> {
    const rows = await ended
    cache.clear()
    const uids = rows.map((row) => row.providerSession).filter((uid) => uid !== null)
    if (uids.length > 0) await pool.whole((tx) => endProviderSessions(tx, uids))
    return rows.length
  }

  return {
    find,
    /** Forgets what was looked up: grants, an account or sessions have changed. */
    invalidate: (): void => cache.clear(),
    /** Signs a browser in; the token goes into its cookie and nowhere else. */
    start: (signIn: NewSignIn) => insert(signIn, 'browser', IDLE_MS, LONGEST_MS),
    /** A short-lived token for a program. */
    issueToken: (accountId: string) =>
      insert({ accountId, providerSession: null, address: null, userAgent: null }, 'token', TOKEN_MS, TOKEN_MS),
    list: (accountId: string) => pool.whole((tx) => queries.listSessions(tx, accountId, clock.now())),
    /** Ends one session of an account, and the single sign-on session it came from; false when there is none such. */
    endOne: async (id: string, accountId: string): Promise<boolean> =>
      (await end(pool.whole((tx) => queries.endSession(tx, id, accountId, clock.now())))) > 0,
    /** Ends every session of an account but the one named. */
    endAll: (accountId: string, keep: string | null = null) =>
      end(pool.whole((tx) => queries.endSessions(tx, accountId, keep, clock.now()))),
  }
}
