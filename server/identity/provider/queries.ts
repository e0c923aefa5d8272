import type { Tx } from '../../kernel/database/pool.ts'

/** What the OpenID provider keeps under a model and an id. */
export interface Item {
  payload: Record<string, unknown>
  consumedAt: Date | null
}

export interface NewItem {
  model: string
  id: string
  payload: Record<string, unknown>
  uid: string | null
  grantId: string | null
  accountId: string | null
  sessionUid: string | null
  expiresAt: Date
}

const ITEM = `select payload, consumed_at as "consumedAt" from identity.provider_item`

export const findItem = (tx: Tx, model: string, id: string) =>
  tx.maybe<Item>(`${ITEM} where model = $1 and id = $2`, [model, id])

export const findItemByUid = (tx: Tx, model: string, uid: string) =>
  tx.maybe<Item>(`${ITEM} where uid = $2 and model = $1`, [model, uid])

export const saveItem = (tx: Tx, item: NewItem) =>
  tx.query(
    `insert into identity.provider_item (model, id, payload, uid, grant_id, account_id, session_uid, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (model, id) do update set payload = excluded.payload, uid = excluded.uid, grant_id = excluded.grant_id,
       account_id = excluded.account_id, session_uid = excluded.session_uid, expires_at = excluded.expires_at`,
    [
      item.model,
      item.id,
      JSON.stringify(item.payload),
      item.uid,
      item.grantId,
      item.accountId,
      item.sessionUid,
      item.expiresAt,
    ],
  )

/** Marks as used; false when somebody was quicker. */
export const consumeItem = async (tx: Tx, model: string, id: string, now: Date): Promise<boolean> => {
  const rows = await tx.query(
    `update identity.provider_item set consumed_at = $3 where model = $1 and id = $2 and consumed_at is null returning id`,
    [model, id, now],
  )
  return rows.length > 0
}

export const removeItem = (tx: Tx, model: string, id: string) =>
  tx.query(`delete from identity.provider_item where model = $1 and id = $2`, [model, id])

export const removeGrant = (tx: Tx, grantId: string) =>
  tx.query(`delete from identity.provider_item where grant_id = $1`, [grantId])

/** Ends single sign-on sessions and what was issued under them. */
export const endProviderSessions = (tx: Tx, uids: readonly string[]) =>
  tx.query(`delete from identity.provider_item where uid = any($1) and model = 'Session' or session_uid = any($1)`, [
    uids,
  ])

/** Ends everything of an account at the provider. */
export const endProviderAccount = (tx: Tx, accountId: string) =>
  tx.query(`delete from identity.provider_item where account_id = $1`, [accountId])

export const purgeItems = (tx: Tx, before: Date) =>
  tx.query(`delete from identity.provider_item where expires_at < $1`, [before])

/** A key of the provider, or undefined before it was made. */
export const findKey = async (tx: Tx, name: string): Promise<unknown> =>
  (await tx.maybe<{ value: unknown }>(`select value from identity.provider_key where name = $1`, [name]))?.value

/** Keeps a key unless another process was quicker. */
export const keepKey = (tx: Tx, name: string, value: unknown) =>
  tx.query(`insert into identity.provider_key (name, value) values ($1, $2) on conflict do nothing`, [
    name,
    JSON.stringify(value),
  ])

export interface ClientRow {
  id: string
  name: string
  secretHash: string
  redirectUris: string[]
  postLogoutRedirectUris: string[]
  disabled: boolean
  createdAt: Date
}

const CLIENT = `select id, name, secret_hash as "secretHash", redirect_uris as "redirectUris",
  post_logout_redirect_uris as "postLogoutRedirectUris", disabled, created_at as "createdAt" from identity.client`

export const findClient = (tx: Tx, id: string) => tx.maybe<ClientRow>(`${CLIENT} where id = $1`, [id])

export const listClients = (tx: Tx) => tx.query<ClientRow>(`${CLIENT} order by id`)

/** Registers a client; false when the id is taken. */
export const insertClient = async (tx: Tx, client: Omit<ClientRow, 'disabled'>): Promise<boolean> => {
  const rows = await tx.query(
    `insert into identity.client (id, name, secret_hash, redirect_uris, post_logout_redirect_uris, created_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id`,
    [client.id, client.name, client.secretHash, client.redirectUris, client.postLogoutRedirectUris, client.createdAt],
  )
  return rows.length > 0
}

export const disableClient = async (tx: Tx, id: string): Promise<boolean> => {
  const rows = await tx.query(`update identity.client set disabled = true where id = $1 returning id`, [id])
  return rows.length > 0
}

/** The claims of an account for other programs; the transaction has the whole place in scope. */
export const findClaims = (tx: Tx, accountId: string) =>
  tx.maybe<{ login: string; name: string; locale: string; email: string | null }>(
    `select login, name, locale, email from identity.account where id = $1 and not disabled`,
    [accountId],
  )
