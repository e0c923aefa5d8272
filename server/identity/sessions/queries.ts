import type { Grant } from '../../kernel/actor.ts'
import type { Tx } from '../../kernel/database/pool.ts'
import type { Locale } from '../../kernel/errors.ts'

export type SessionKind = 'browser' | 'token'

/** A live session with its account and the grants valid now. */
export interface SessionRow {
  id: string
  kind: SessionKind
  seenAt: Date
  finalAt: Date
  providerSession: string | null
  accountId: string
  login: string
  name: string
  divisionKey: string
  personId: string | null
  unitId: string | null
  locale: Locale
  demo: boolean
  grants: Grant[]
}

const GRANTS = `coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'divisionKey', g.division_key)
    order by g.division_key, g.role)
  from identity.account_grant g
  where g.account_id = a.id and g.valid_from <= $2 and (g.valid_to is null or g.valid_to > $2)), '[]') as grants`

/** The session of a token, unless it or its account has ended; the transaction has the whole place in scope. */
export const findSession = (tx: Tx, tokenHash: Buffer, now: Date): Promise<SessionRow | undefined> =>
  tx.maybe<SessionRow>(
    `select s.id, s.kind, s.seen_at as "seenAt", s.final_at as "finalAt", s.provider_session as "providerSession",
       a.id as "accountId", a.login, a.name, a.division_key as "divisionKey", a.person_id as "personId",
       a.unit_id as "unitId", a.locale, a.demo, ${GRANTS}
     from identity.session s join identity.account a on a.id = s.account_id
     where s.token_hash = $1 and s.ended_at is null and s.expires_at > $2 and not a.disabled`,
    [tokenHash, now],
  )

export interface NewSession {
  id: string
  tokenHash: Buffer
  accountId: string
  kind: SessionKind
  providerSession: string | null
  address: string | null
  userAgent: string | null
  now: Date
  expiresAt: Date
  finalAt: Date
}

export const insertSession = (tx: Tx, s: NewSession) =>
  tx.query(
    `insert into identity.session (id, token_hash, account_id, kind, provider_session, address, user_agent, created_at,
       seen_at, expires_at, final_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10)`,
    [s.id, s.tokenHash, s.accountId, s.kind, s.providerSession, s.address, s.userAgent, s.now, s.expiresAt, s.finalAt],
  )

export const touchSession = (tx: Tx, id: string, now: Date, expiresAt: Date) =>
  tx.query(`update identity.session set seen_at = $2, expires_at = $3 where id = $1 and ended_at is null`, [
    id,
    now,
    expiresAt,
  ])

export interface Ended {
  id: string
  providerSession: string | null
}

/** Ends one session of an account. */
export const endSession = (tx: Tx, id: string, accountId: string, now: Date): Promise<Ended[]> =>
  tx.query<Ended>(
    `update identity.session set ended_at = $3 where id = $1 and account_id = $2 and ended_at is null
     returning id, provider_session as "providerSession"`,
    [id, accountId, now],
  )

/** Ends all sessions of an account but one. */
export const endSessions = (tx: Tx, accountId: string, keep: string | null, now: Date): Promise<Ended[]> =>
  tx.query<Ended>(
    `update identity.session set ended_at = $3
     where account_id = $1 and ended_at is null and id is distinct from $2::uuid
     returning id, provider_session as "providerSession"`,
    [accountId, keep, now],
  )

export interface SessionLine {
  id: string
  kind: SessionKind
  address: string | null
  userAgent: string | null
  createdAt: Date
  seenAt: Date
  expiresAt: Date
}

export const listSessions = (tx: Tx, accountId: string, now: Date): Promise<SessionLine[]> =>
  tx.query<SessionLine>(
    `select id, kind, address, user_agent as "userAgent", created_at as "createdAt", seen_at as "seenAt",
       expires_at as "expiresAt"
     from identity.session where account_id = $1 and ended_at is null and expires_at > $2 order by seen_at desc`,
    [accountId, now],
  )

/** Forgets sessions that ended long ago. */
export const purgeSessions = (tx: Tx, before: Date) =>
  tx.query(`delete from identity.session where final_at < $1`, [before])
