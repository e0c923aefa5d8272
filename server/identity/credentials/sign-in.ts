import { createHash } from 'node:crypto'
import { systemCtx } from '../../kernel/actor.ts'
import { defineCommand } from '../../kernel/command.ts'
import type { Tx } from '../../kernel/database/pool.ts'
import { networkOf } from '../../kernel/http/address.ts'
import { newId } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/index.ts'
import { identityErrors } from '../errors.ts'
import { ACCOUNT_POLICY, ADDRESS_POLICY, charge, FORGET_MS, lockedUntil, type Policy } from './lockout.ts'
import { verifyPassword } from './password.ts'
import * as queries from './queries.ts'

interface Lock {
  accountId: string
  divisionKey: string
  until: string
}

/** Writes down that an account was locked out: the tries themselves are only counted. */
const recordLock = defineCommand<Lock, null>({
  name: 'account.lock',
  permission: null,
  open: 'Run by the program itself when signing in has failed too often',
  rule: async (tx, { accountId, divisionKey, until }) => {
    await tx.record({
      kind: 'account.locked',
      matter: `account:${accountId}`,
      divisionKey,
      payload: { account: accountId, until },
    })
    return null
  },
})

const keyOf = (kind: 'account' | 'address', value: string): Buffer =>
  createHash('sha256').update(`${kind}:${value}`).digest()

/** What identity's clock face looks like in a message: minutes, in the time of the place. */
const sayTime = (at: Date, zone: string) => {
  const say = (locale: string) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: 'medium', timeStyle: 'medium' }).format(at)
  return { zh: say('zh-CN'), en: say('en-GB') }
}

export type SignIns = ReturnType<typeof createSignIns>

/** Checks passwords, slowly for those who guess. */
export function createSignIns(kernel: Kernel, zone: string) {
  const { pool, clock } = kernel

  function refuse(until: Date, now: Date) {
    const seconds = Math.ceil((until.getTime() - now.getTime()) / 1000)
    return identityErrors.locked({ until: sayTime(until, zone), seconds })
  }

  /** Counts the try for name and address at once; throws while either is locked. Returns the lock this try would bring. */
  async function begin(keys: readonly { key: Buffer; policy: Policy }[], now: Date): Promise<Date | null> {
    return pool.whole(async (tx) => {
      let brought: Date | null = null
      const counted = []
      for (const { key, policy } of keys) {
        const attempts = await queries.lockAttempts(tx, key, now)
        const until = lockedUntil(attempts, now)
        if (until !== null) throw refuse(until, now)
        counted.push({ key, attempts: charge(attempts, now, policy) })
      }
      for (const { key, attempts } of counted) {
        await queries.saveAttempts(tx, key, attempts)
        if (attempts.lockedUntil !== null && (brought === null || attempts.lockedUntil > brought))
          brought = attempts.lockedUntil
      }
      return brought
    })
  }

  /** The account whose name and password these are. Whatever does not fit gives the same answer in the same time. */
  async function signIn(login: string, password: string, address: string): Promise<queries.SignInRow> {
    const name = login.trim().toLowerCase()
    const accountKey = keyOf('account', name)
    const addressKey = keyOf('address', networkOf(address))
    const now = clock.now()
    // Always in this order: two tries at once wait for one another and never in a circle.
    const keys = [
      { key: addressKey, policy: ADDRESS_POLICY },
      { key: accountKey, policy: ACCOUNT_POLICY },
    ]
    const until = await begin(keys, now)
    const account = await pool.whole((tx) => queries.findByLogin(tx, name))
    const isRight = await verifyPassword(password, account?.passwordHash ?? null)
    if (!isRight || account === undefined || account.disabled) {
      if (until === null) throw identityErrors.bad_credentials()
      if (account !== undefined) await writeLock(account, until)
      throw refuse(until, now)
    }
    await pool.whole(async (tx) => {
      await queries.refundAttempt(tx, addressKey)
      await queries.forgetAttempts(tx, accountKey)
      await queries.purgeAttempts(tx, new Date(now.getTime() - FORGET_MS))
    })
    return account
  }

  const writeLock = ({ id, divisionKey }: queries.SignInRow, until: Date) =>
    kernel.run(recordLock, systemCtx('identity', clock), newId(), {
      accountId: id,
      divisionKey,
      until: until.toISOString(),
    })

  return { signIn }
}

/** The counter of an account name: an administrator's unlock forgets it. */
export const accountAttemptKey = (login: string): Buffer => keyOf('account', login)

/** Which of some account names are locked out now, and until when. */
export async function listLocks(tx: Tx, logins: readonly string[], now: Date): Promise<ReadonlyMap<string, Date>> {
  const loginOf = new Map(logins.map((login) => [accountAttemptKey(login).toString('hex'), login]))
  const locked = await queries.listLocked(tx, logins.map(accountAttemptKey), now)
  return new Map(
    locked.flatMap(({ key, lockedUntil }) => {
      const login = loginOf.get(key.toString('hex'))
      return login === undefined ? [] : [[login, lockedUntil] as const]
    }),
  )
}
