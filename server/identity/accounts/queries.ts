import type { KeyRange } from '../../kernel/access.ts'
import type { Tx } from '../../kernel/database/pool.ts'

export interface GrantRow {
  id: string
  role: string
  divisionKey: string
  validFrom: Date
  validTo: Date | null
}

export interface AccountRow {
  id: string
  login: string
  name: string
  divisionKey: string
  personId: string | null
  unitId: string | null
  locale: 'zh' | 'en'
  phone: string | null
  email: string | null
  disabled: boolean
  demo: boolean
}

const ACCOUNT = `select a.id, a.login, a.name, a.division_key as "divisionKey", a.person_id as "personId",
  a.unit_id as "unitId", a.locale, a.phone, a.email, a.disabled, a.demo from identity.account a`

export const findAccount = (tx: Tx, id: string) => tx.maybe<AccountRow>(`${ACCOUNT} where a.id = $1`, [id])

/** Accounts whose home is in the ranges, by login. */
export const listAccounts = (
  tx: Tx,
  ranges: readonly KeyRange[],
  filter: { words: string | null; unitId: string | null; after: string | null; limit: number },
): Promise<AccountRow[]> =>
  tx.query<AccountRow>(
    `${ACCOUNT}
     where exists (select from unnest($1::text[], $2::text[]) r (lo, hi)
         where a.division_key >= r.lo collate "C" and a.division_key < r.hi collate "C")
       and ($3::text is null or strpos(a.login, lower($3)) > 0 or strpos(a.name, $3) > 0)
       and ($4::uuid is null or a.unit_id = $4)
       and ($5::text is null or a.login > $5 collate "C")
     order by a.login limit $6`,
    [
      ranges.map((range) => range.lo),
      ranges.map((range) => range.hi),
      filter.words,
      filter.unitId,
      filter.after,
      filter.limit,
    ],
  )

/** Grants that have not ended, of several accounts. */
export const listGrants = (tx: Tx, accountIds: readonly string[], now: Date) =>
  tx.query<GrantRow & { accountId: string }>(
    `select g.id, g.account_id as "accountId", g.role, g.division_key as "divisionKey", g.valid_from as "validFrom",
       g.valid_to as "validTo"
     from identity.account_grant g
     where g.account_id = any($1) and (g.valid_to is null or g.valid_to > $2)
     order by g.division_key, g.role`,
    [accountIds, now],
  )

export interface NewAccountRow extends AccountRow {
  passwordHash: string | null
  now: Date
}

export const insertAccount = (tx: Tx, a: NewAccountRow) =>
  tx.query(
    `insert into identity.account (id, login, name, division_key, person_id, unit_id, locale, phone, email, password_hash,
       disabled, demo, created_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)`,
    [
      a.id,
      a.login,
      a.name,
      a.divisionKey,
      a.personId,
      a.unitId,
      a.locale,
      a.phone,
      a.email,
      a.passwordHash,
      a.disabled,
      a.demo,
      a.now,
    ],
  )

export const updateAccount = (tx: Tx, a: AccountRow, now: Date) =>
  tx.query(
    `update identity.account set name = $2, division_key = $3, person_id = $4, unit_id = $5, locale = $6, phone = $7,
       email = $8, disabled = $9, changed_at = $10 where id = $1`,
    [a.id, a.name, a.divisionKey, a.personId, a.unitId, a.locale, a.phone, a.email, a.disabled, now],
  )

export const setPassword = (tx: Tx, id: string, passwordHash: string, now: Date) =>
  tx.query(`update identity.account set password_hash = $2, changed_at = $3 where id = $1`, [id, passwordHash, now])

export const insertGrant = (tx: Tx, accountId: string, g: GrantRow) =>
  tx.query(
    `insert into identity.account_grant (id, account_id, role, division_key, valid_from, valid_to)
     values ($1, $2, $3, $4, $5, $6)`,
    [g.id, accountId, g.role, g.divisionKey, g.validFrom, g.validTo],
  )

/** Ends a grant now; one that has not begun ends where it would have begun. */
export const endGrant = (tx: Tx, id: string, now: Date) =>
  tx.query(`update identity.account_grant set valid_to = greatest(valid_from, $2) where id = $1`, [id, now])

/** Whether anybody enabled administers the whole place. */
export const hasAdministrator = async (tx: Tx, now: Date): Promise<boolean> => {
  const rows = await tx.query(
    `select from identity.account_grant g join identity.account a on a.id = g.account_id
     where g.role = 'admin' and not a.disabled and g.valid_from <= $1 and (g.valid_to is null or g.valid_to > $1) limit 1`,
    [now],
  )
  return rows.length > 0
}

export const offerFirstAdmin = async (tx: Tx, tokenHash: Buffer, now: Date, expiresAt: Date): Promise<void> => {
  await tx.query(`update identity.first_admin set expires_at = least(expires_at, $1)`, [now])
  await tx.query(`insert into identity.first_admin (token_hash, created_at, expires_at) values ($1, $2, $3)`, [
    tokenHash,
    now,
    expiresAt,
  ])
}

/** Spends a one-time link; false when it is spent, expired or unknown. */
export const spendFirstAdmin = async (tx: Tx, tokenHash: Buffer, now: Date): Promise<boolean> => {
  const rows = await tx.query(
    `update identity.first_admin set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2
     returning used_at`,
    [tokenHash, now],
  )
  return rows.length > 0
}

export const listNames = (tx: Tx, ids: readonly string[]) =>
  tx.query<{ id: string; name: string }>(`select id, name from identity.account where id = any($1)`, [ids])

export const listCalled = async (tx: Tx, words: string): Promise<string[]> =>
  (
    await tx.query<{ id: string }>(
      `select id from identity.account where strpos(login, lower($1)) > 0 or strpos(lower(name), lower($1)) > 0
       order by login limit 100`,
      [words],
    )
  ).map(({ id }) => id)

export interface DemoRow {
  login: string
  name: string
  unitId: string | null
  role: string
}

/** The accounts anybody may try, each with its first role. */
export const listDemo = (tx: Tx) =>
  tx.query<DemoRow>(
    `select a.login, a.name, a.unit_id as "unitId",
       (select g.role from identity.account_grant g where g.account_id = a.id order by g.valid_from, g.id limit 1) as role
     from identity.account a where a.demo and not a.disabled and not starts_with(a.login, $1)
     order by a.created_at, a.id`,
    [SIMULATED],
  )

export interface DemoHashRow {
  id: string
  login: string
  divisionKey: string
  passwordHash: string | null
}

export const listDemoHashes = (tx: Tx) =>
  tx.query<DemoHashRow>(
    `select id, login, division_key as "divisionKey", password_hash as "passwordHash" from identity.account
     where demo and not starts_with(login, $1)`,
    [SIMULATED],
  )

/** Begins the logins of made-up people who act by themselves. */
export const SIMULATED = 'sim-'

export const listSimulated = (tx: Tx) =>
  tx.query<{ id: string; login: string }>(
    `select id, login from identity.account where demo and starts_with(login, $1)`,
    [SIMULATED],
  )
