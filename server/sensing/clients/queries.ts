import type { Tx } from '../../kernel/database/pool.ts'

/** A message waiting for a client. */
export interface KeptMessage {
  readonly topic: string
  /** Base64. */
  readonly payload: string
  readonly thing: string
  readonly expiresAtMs: number | null
}

/** One subscription as it is found again. */
export interface KeptSubscription {
  readonly filter: string
  readonly qos: 0 | 1
  readonly noLocal: boolean
  readonly keepsRetain: boolean
  readonly identifier: number | null
}

/** A client's session as it is found again after a restart. */
export interface KeptSession {
  readonly deviceId: string
  readonly clientId: string
  readonly expirySeconds: number
  readonly goneAt: Date
  readonly subscriptions: readonly KeptSubscription[]
  readonly queued: readonly KeptMessage[]
}

export const listSessions = (tx: Tx): Promise<KeptSession[]> =>
  tx.query(
    `select device_id as "deviceId", client_id as "clientId", expiry_s::double precision as "expirySeconds",
       gone_at as "goneAt", subscriptions, queued from sensing.mqtt_session`,
  )

export async function saveSessions(tx: Tx, sessions: readonly KeptSession[]): Promise<void> {
  await tx.query(
    `insert into sensing.mqtt_session (device_id, client_id, expiry_s, gone_at, subscriptions, queued)
     select * from unnest($1::text[], $2::text[], $3::bigint[], $4::timestamptz[], $5::jsonb[], $6::jsonb[])
     on conflict (device_id, client_id) do update set expiry_s = excluded.expiry_s, gone_at = excluded.gone_at,
       subscriptions = excluded.subscriptions, queued = excluded.queued`,
    [
      sessions.map(({ deviceId }) => deviceId),
      sessions.map(({ clientId }) => clientId),
      sessions.map(({ expirySeconds }) => expirySeconds),
      sessions.map(({ goneAt }) => goneAt),
      sessions.map(({ subscriptions }) => JSON.stringify(subscriptions)),
      sessions.map(({ queued }) => JSON.stringify(queued)),
    ],
  )
}

export async function deleteSessions(tx: Tx, ended: readonly { deviceId: string; clientId: string }[]): Promise<void> {
  await tx.query(
    `delete from sensing.mqtt_session s using unnest($1::text[], $2::text[]) as e (device_id, client_id)
     where s.device_id = e.device_id and s.client_id = e.client_id`,
    [ended.map(({ deviceId }) => deviceId), ended.map(({ clientId }) => clientId)],
  )
}

/** What a thing said of itself. */
export interface SaidRow {
  readonly thingId: string
  readonly status: string
  readonly at: Date
  readonly isWill: boolean
}

export const listSaid = (tx: Tx): Promise<SaidRow[]> =>
  tx.query(`select thing_id as "thingId", status, at, is_will as "isWill" from sensing.said`)

export async function saveSaid(tx: Tx, rows: readonly SaidRow[]): Promise<void> {
  await tx.query(
    `insert into sensing.said (thing_id, status, at, is_will)
     select * from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::boolean[])
     on conflict (thing_id) do update set status = excluded.status, at = excluded.at, is_will = excluded.is_will`,
    [
      rows.map(({ thingId }) => thingId),
      rows.map(({ status }) => status),
      rows.map(({ at }) => at),
      rows.map(({ isWill }) => isWill),
    ],
  )
}
