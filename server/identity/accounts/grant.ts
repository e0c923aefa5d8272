import type { Role } from '../../../contract/identity.ts'
import { type CommandTx, defineCommand } from '../../kernel/command.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { identityErrors } from '../errors.ts'
import * as queries from './queries.ts'

/** A role somebody shall hold; from now on and without end unless said. */
export interface GrantWish {
  role: string
  divisionKey: string
  validFrom?: string | undefined
  validTo?: string | undefined
}

interface Holder {
  id: string
  divisionKey: string
}

const WALL: Role = 'wall'
const ADMIN: Role = 'admin'

/** A display on a wall stands in the open: it must not carry anything a person may do. */
async function refuseMixedWall(tx: CommandTx, accountId: string, role: string): Promise<void> {
  const held = await queries.listGrants(tx, [accountId], tx.now)
  if (held.some((grant) => (grant.role === WALL) !== (role === WALL))) throw identityErrors.wall_alone()
}

/** Gives a role within the account's home; who may is asked by the command that calls it. */
export async function giveGrant(tx: CommandTx, account: Holder, wish: GrantWish): Promise<{ id: string }> {
  const { role, divisionKey } = wish
  if (!divisionKey.startsWith(account.divisionKey))
    throw identityErrors.outside_home({ divisionKey, home: account.divisionKey })
  await refuseMixedWall(tx, account.id, role)
  const validFrom = wish.validFrom === undefined ? tx.now : new Date(wish.validFrom)
  const validTo = wish.validTo === undefined ? null : new Date(wish.validTo)
  if (validTo !== null && validTo < validFrom) throw identityErrors.period()
  const grant = { id: newId(), role, divisionKey, validFrom, validTo }
  await queries.insertGrant(tx, account.id, grant)
  await tx.record({
    kind: 'account.granted',
    matter: `account:${account.id}`,
    divisionKey: account.divisionKey,
    payload: { account: account.id, grant: grant.id, role, division: divisionKey, validFrom, validTo },
  })
  return { id: grant.id }
}

async function getHolder(tx: CommandTx, id: string): Promise<Holder> {
  const account = await queries.findAccount(tx, id)
  if (account === undefined) throw kernelErrors.not_found()
  return account
}

export const grantRole = defineCommand<{ id: string; grant: GrantWish }, { id: string }>({
  name: 'account.grant',
  permission: 'account.grant',
  matter: ({ id }) => `account:${id}`,
  rule: async (tx, { id, grant }) => {
    const account = await getHolder(tx, id)
    tx.require('account.grant', account.divisionKey)
    tx.require('account.grant', grant.divisionKey)
    return giveGrant(tx, account, grant)
  },
})

export const endGrant = defineCommand<{ id: string; grantId: string }, { id: string }>({
  name: 'account.end_grant',
  permission: 'account.grant',
  matter: ({ id }) => `account:${id}`,
  rule: async (tx, { id, grantId }, ctx) => {
    const account = await getHolder(tx, id)
    const grant = (await queries.listGrants(tx, [id], tx.now)).find((held) => held.id === grantId)
    if (grant === undefined) throw kernelErrors.not_found()
    tx.require('account.grant', grant.divisionKey)
    if (id === ctx.actor.id && grant.role === ADMIN) throw identityErrors.not_yourself()
    await queries.endGrant(tx, grantId, tx.now)
    const { role, divisionKey } = grant
    await tx.record({
      kind: 'account.grant_ended',
      matter: `account:${id}`,
      divisionKey: account.divisionKey,
      payload: { account: id, grant: grantId, role, division: divisionKey },
    })
    return { id: grantId }
  },
})
