import { systemCtx } from '../../kernel/actor.ts'
import { defineCommand } from '../../kernel/command.ts'
import { idFrom } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/index.ts'
import { identityErrors } from '../errors.ts'
import * as queries from './queries.ts'
import type { ExternalIssuer, Vouched } from './relying-party.ts'

interface Link {
  issuer: string
  subject: string
  accountId: string
  divisionKey: string
}

/** Remembers which subject of an external issuer an account is: from then on its claims no longer matter. */
const linkSubject = defineCommand<Link, null>({
  name: 'account.link',
  permission: null,
  open: 'Run by the program itself when somebody first comes from an external issuer',
  rule: async (tx, { issuer, subject, accountId, divisionKey }) => {
    await queries.linkSubject(tx, issuer, subject, accountId, tx.now)
    await tx.record({
      kind: 'account.linked',
      matter: `account:${accountId}`,
      divisionKey,
      payload: { account: accountId, issuer },
      personal: { subject },
    })
    return null
  },
})

/** The account our own provider vouches for. */
export async function entrantOf({ pool }: Kernel, { subject }: Vouched): Promise<queries.Entrant> {
  const entrant = await pool.whole((tx) => queries.findEntrant(tx, subject))
  if (entrant === undefined || entrant.disabled) throw identityErrors.bad_credentials()
  return entrant
}

/** The value of the claim that names the account; an e-mail the issuer has not verified names nobody. */
function claimOf({ claims }: Vouched, name: string): string | undefined {
  const value = claims[name]
  if (typeof value !== 'string' || value === '') return undefined
  return name === 'email' && claims.email_verified !== true ? undefined : value
}

/** The account an external issuer vouches for: by its subject, the first time by the configured claim. */
export async function externalEntrantOf(
  { pool, run, clock }: Pick<Kernel, 'pool' | 'run' | 'clock'>,
  vouched: Vouched,
  { accountClaim }: Pick<ExternalIssuer, 'accountClaim'>,
): Promise<queries.Entrant> {
  const { issuer, subject } = vouched
  const value = claimOf(vouched, accountClaim)
  const known = await pool.whole((tx) => queries.findEntrantBySubject(tx, issuer, subject))
  const entrant =
    known ?? (value === undefined ? undefined : await pool.whole((tx) => byClaim(tx, accountClaim, value)))
  if (entrant === undefined || entrant.disabled)
    throw identityErrors.no_account_for_subject({ issuer, claim: `${accountClaim}: ${value ?? '-'}` })
  if (known === undefined) {
    const link = { issuer, subject, accountId: entrant.id, divisionKey: entrant.divisionKey }
    await run(linkSubject, systemCtx('identity', clock), idFrom('account.link', issuer, subject, entrant.id), link)
  }
  return entrant
}

const byClaim = (tx: Parameters<typeof queries.findEntrantByEmail>[0], claim: string, value: string) =>
  claim === 'email' ? queries.findEntrantByEmail(tx, value) : queries.findEntrantByLogin(tx, value)
