import { type CommandTx, defineCommand } from '../../kernel/command.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import type { PasswordHash } from '../credentials/password.ts'
import { forgetAttempts } from '../credentials/queries.ts'
import { accountAttemptKey } from '../credentials/sign-in.ts'
import { identityErrors } from '../errors.ts'
import { endProviderAccount } from '../provider/queries.ts'
import { endSessions } from '../sessions/queries.ts'
import { type GrantWish, giveGrant } from './grant.ts'
import * as queries from './queries.ts'

export interface AccountFields {
  name: string
  divisionKey: string
  personId: string | null
  unitId: string | null
  locale: 'zh' | 'en'
  phone: string | null
  email: string | null
}

export interface CreateAccount extends AccountFields {
  login: string
  demo: boolean
  password: PasswordHash | null
  grants: readonly GrantWish[]
}

const matterOf = ({ id }: { id: string }) => `account:${id}`

/** The account, or not found where the actor manages nothing; the home covers all its grants, so this is authority enough. */
export async function getManaged(tx: CommandTx, id: string): Promise<queries.AccountRow> {
  const account = await queries.findAccount(tx, id)
  if (account === undefined) throw kernelErrors.not_found()
  tx.require('account.manage', account.divisionKey)
  return account
}

// Names of unique indexes in 0002_identity.sql.
const TAKEN = new Map([
  ['account_login_key', ({ login }: { login: string }) => identityErrors.login_taken({ login })],
  ['account_email', () => identityErrors.email_taken()],
])

function taken(error: unknown, login: string): never {
  const fault = TAKEN.get(String((error as { constraint?: unknown }).constraint))
  throw fault === undefined ? error : fault({ login })
}

/** Writes a new account with its first grants; who may is asked by the command that calls it. */
export async function writeAccount(tx: CommandTx, input: CreateAccount): Promise<{ id: string }> {
  const { login, grants, password, demo, ...fields } = input
  const account = { id: newId(), login, demo, disabled: false, ...fields }
  const passwordHash = password?.reveal() ?? null
  await queries.insertAccount(tx, { ...account, passwordHash, now: tx.now }).catch((error) => taken(error, login))
  await tx.record({
    kind: 'account.created',
    matter: matterOf(account),
    divisionKey: fields.divisionKey,
    payload: { account: account.id, unit: fields.unitId, person: fields.personId, demo },
    personal: { login, name: fields.name, phone: fields.phone, email: fields.email },
  })
  for (const grant of grants) await giveGrant(tx, account, grant)
  return { id: account.id }
}

export const createAccount = defineCommand<CreateAccount, { id: string }>({
  name: 'account.create',
  permission: 'account.manage',
  rule: async (tx, input) => {
    tx.require('account.manage', input.divisionKey)
    for (const grant of input.grants) tx.require('account.grant', grant.divisionKey)
    return writeAccount(tx, input)
  },
})

export type ChangeAccount = { id: string } & Partial<AccountFields & { disabled: boolean }>

/** Changed fields of no personal kind, for the journal's payload. */
const plainChanges = ({ unitId, personId, locale, divisionKey, disabled }: ChangeAccount) => ({
  ...(unitId !== undefined && { unit: unitId }),
  ...(personId !== undefined && { person: personId }),
  ...(locale !== undefined && { locale }),
  ...(divisionKey !== undefined && { home: divisionKey }),
  ...(disabled !== undefined && { disabled }),
})

const personalChanges = ({ name, phone, email }: ChangeAccount) => ({
  ...(name !== undefined && { name }),
  ...(phone !== undefined && { phone }),
  ...(email !== undefined && { email }),
})

export const changeAccount = defineCommand<ChangeAccount, { id: string }>({
  name: 'account.change',
  permission: 'account.manage',
  matter: matterOf,
  rule: async (tx, change, ctx) => {
    const account = await getManaged(tx, change.id)
    if (change.disabled === true && account.id === ctx.actor.id) throw identityErrors.not_yourself()
    const { divisionKey: home = account.divisionKey } = change
    if (home !== account.divisionKey) await requireHome(tx, account.id, home)
    if (change.disabled === true) await signOutEverywhere(tx, account.id)
    await queries
      .updateAccount(tx, { ...account, ...change, divisionKey: home }, tx.now)
      .catch((error) => taken(error, account.login))
    const personal = personalChanges(change)
    await tx.record({
      kind: 'account.changed',
      matter: matterOf(account),
      divisionKey: home,
      payload: { account: account.id, ...plainChanges(change) },
      ...(Object.keys(personal).length > 0 && { personal }),
    })
    return { id: account.id }
  },
})

/** A new home must be the actor's too, and still cover the account's grants. */
async function requireHome(tx: CommandTx, accountId: string, home: string): Promise<void> {
  tx.require('account.manage', home)
  for (const { divisionKey } of await queries.listGrants(tx, [accountId], tx.now))
    if (!divisionKey.startsWith(home)) throw identityErrors.outside_home({ divisionKey, home })
}

export const resetPassword = defineCommand<{ id: string; password: PasswordHash }, { id: string }>({
  name: 'account.reset_password',
  permission: 'account.manage',
  matter: matterOf,
  rule: async (tx, { id, password }) => {
    const account = await getManaged(tx, id)
    await queries.setPassword(tx, id, password.reveal(), tx.now)
    await signOutEverywhere(tx, id)
    await forgetAttempts(tx, accountAttemptKey(account.login))
    return recordPlain(tx, 'account.password_set', account)
  },
})

export const changeOwnPassword = defineCommand<
  { id: string; password: PasswordHash; session: string | null },
  { id: string }
>({
  name: 'account.change_password',
  permission: null,
  open: 'Anybody signed in may change their own password, having given the old one',
  matter: matterOf,
  rule: async (tx, { id, password, session }, ctx) => {
    const account = await queries.findAccount(tx, id)
    if (account === undefined || id !== ctx.actor.id) throw kernelErrors.not_found()
    await queries.setPassword(tx, id, password.reveal(), tx.now)
    await signOutEverywhere(tx, id, session)
    return recordPlain(tx, 'account.password_set', account)
  },
})

export const unlockAccount = defineCommand<{ id: string }, { id: string }>({
  name: 'account.unlock',
  permission: 'account.manage',
  matter: matterOf,
  rule: async (tx, { id }) => {
    const account = await getManaged(tx, id)
    await forgetAttempts(tx, accountAttemptKey(account.login))
    return recordPlain(tx, 'account.unlocked', account)
  },
})

/** Whoever may have got in with the old password, or as a person no longer allowed, is out. */
async function signOutEverywhere(tx: CommandTx, id: string, butSession: string | null = null): Promise<void> {
  await endSessions(tx, id, butSession, tx.now)
  await endProviderAccount(tx, id)
}

async function recordPlain(tx: CommandTx, kind: string, { id, divisionKey }: queries.AccountRow) {
  await tx.record({ kind, matter: `account:${id}`, divisionKey, payload: { account: id } })
  return { id }
}
