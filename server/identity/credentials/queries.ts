import type { Tx } from '../../kernel/database/pool.ts'
import type { Attempts } from './lockout.ts'

export interface SignInRow {
  id: string
  name: string
  divisionKey: string
  passwordHash: string | null
  disabled: boolean
  demo: boolean
}

/** The account of a login name; the transaction has the whole place in scope. */
export const findByLogin = (tx: Tx, login: string): Promise<SignInRow | undefined> =>
  tx.maybe<SignInRow>(
    `select id, name, division_key as "divisionKey", password_hash as "passwordHash", disabled, demo
     from identity.account where login = $1`,
    [login],
  )

/** The counter of a key, locked; made if it is not there. */
export async function lockAttempts(tx: Tx, key: Buffer, now: Date): Promise<Attempts> {
  await tx.query(`insert into identity.attempt (key, failures, last_at) values ($1, 0, $2) on conflict do nothing`, [
    key,
    now,
  ])
  return tx.one<Attempts>(
    `select failures, last_at as "lastAt", locked_until as "lockedUntil" from identity.attempt where key = $1 for update`,
    [key],
  )
}

export const saveAttempts = (tx: Tx, key: Buffer, { failures, lastAt, lockedUntil }: Attempts) =>
  tx.query(`update identity.attempt set failures = $2, last_at = $3, locked_until = $4 where key = $1`, [
    key,
    failures,
    lastAt,
    lockedUntil,
  ])

/** Which of some counters are locked now, and until when. */
export const listLocked = (tx: Tx, keys: readonly Buffer[], now: Date): Promise<{ key: Buffer; lockedUntil: Date }[]> =>
  tx.query(
    `select key, locked_until as "lockedUntil" from identity.attempt where key = any($1::bytea[]) and locked_until > $2`,
    [keys, now],
  )

/** Takes back one failure that turned out to be a success. */
export const refundAttempt = (tx: Tx, key: Buffer) =>
  tx.query(`update identity.attempt set failures = greatest(failures - 1, 0), locked_until = null where key = $1`, [
    key,
  ])

export const forgetAttempts = (tx: Tx, key: Buffer) => tx.query(`delete from identity.attempt where key = $1`, [key])

/** Drops counters nobody has touched since. */
export const purgeAttempts = (tx: Tx, before: Date) =>
  tx.query(`delete from identity.attempt where last_at < $1`, [before])
