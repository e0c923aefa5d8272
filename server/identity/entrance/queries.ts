import type { Tx } from '../../kernel/database/pool.ts'

/** An account as far as letting it in goes. */
export interface Entrant {
  id: string
  divisionKey: string
  locale: string
  disabled: boolean
}

const ENTRANT = `select a.id, a.division_key as "divisionKey", a.locale, a.disabled from identity.account a`

export const findEntrant = (tx: Tx, id: string) => tx.maybe<Entrant>(`${ENTRANT} where a.id = $1`, [id])

export const findEntrantBySubject = (tx: Tx, issuer: string, subject: string) =>
  tx.maybe<Entrant>(
    `${ENTRANT} join identity.external_subject s on s.account_id = a.id where s.issuer = $1 and s.subject = $2`,
    [issuer, subject],
  )

export const findEntrantByEmail = (tx: Tx, email: string) =>
  tx.maybe<Entrant>(`${ENTRANT} where lower(a.email) = lower($1)`, [email])

export const findEntrantByLogin = (tx: Tx, login: string) =>
  tx.maybe<Entrant>(`${ENTRANT} where a.login = lower($1)`, [login])

export const linkSubject = (tx: Tx, issuer: string, subject: string, accountId: string, now: Date) =>
  tx.query(
    `insert into identity.external_subject (issuer, subject, account_id, linked_at) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [issuer, subject, accountId, now],
  )
