import type {
  Account,
  AccountChange,
  AccountList,
  AccountQuery,
  Contact,
  GrantableRoles,
  NewAccount,
} from '../../../contract/identity.ts'
import { ROLES } from '../../../contract/roles.ts'
import type { Ctx } from '../../kernel/actor.ts'
import type { Tx } from '../../kernel/database/pool.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/index.ts'
import { hashPassword } from '../credentials/password.ts'
import { listLocks, type SignIns } from '../credentials/sign-in.ts'
import { identityErrors } from '../errors.ts'
import type { Sessions } from '../sessions/session.ts'
import * as commands from './account.ts'
import { endGrant, type GrantWish, grantRole } from './grant.ts'
import * as queries from './queries.ts'

const PAGE = 50

export type Accounts = ReturnType<typeof createAccounts>

interface Deps {
  kernel: Kernel
  sessions: Sessions
  signIns: SignIns
  /** Who signs people in, where that is not us. */
  externalIssuer: string | null
}

async function withGrants(tx: Tx, rows: readonly queries.AccountRow[], now: Date): Promise<Account[]> {
  const ids = rows.map((row) => row.id)
  const grants = await queries.listGrants(tx, ids, now)
  const locks = await listLocks(
    tx,
    rows.map((row) => row.login),
    now,
  )
  return rows.map(({ phone: _phone, email: _email, ...row }) => ({
    ...row,
    lockedUntil: locks.get(row.login)?.toISOString() ?? null,
    grants: grants
      .filter((grant) => grant.accountId === row.id)
      .map(({ id, role, divisionKey, validFrom, validTo }) => ({
        ...{ id, role, divisionKey },
        validFrom: validFrom.toISOString(),
        validTo: validTo?.toISOString() ?? null,
      })),
  }))
}

/** What administrators do with accounts, and everybody with their own. */
export function createAccounts({ kernel, sessions, signIns, externalIssuer }: Deps) {
  /** Runs a command after which what was looked up about accounts may be wrong. */
  const run: Kernel['run'] = async (command, ctx, commandId, input) => {
    const result = await kernel.run(command, ctx, commandId, input)
    sessions.invalidate()
    return result
  }

  /** A role that no permission is for is a slip of the pen, or its pack is not installed. */
  function refuseUnknownRoles(grants: readonly GrantWish[]): void {
    for (const { role } of grants)
      if (!(role in ROLES || kernel.access.isRole(role))) throw identityErrors.no_such_role({ role })
  }

  return {
    /** Roles that can be granted now: the city's own first, then those that packs bring. */
    roles: (): GrantableRoles => ({
      items: [
        ...Object.entries(ROLES).map(([role, name]) => ({ role, name })),
        ...kernel.access.admitted().map(({ id, name }) => ({ role: id, name })),
      ],
    }),

    list: (ctx: Ctx, query: AccountQuery): Promise<AccountList> =>
      kernel.read(ctx, 'account.read', async (tx, ranges) => {
        const { words = null, unitId = null, after = null } = query
        const rows = await queries.listAccounts(tx, ranges, { words, unitId, after, limit: PAGE + 1 })
        const items = await withGrants(tx, rows.slice(0, PAGE), ctx.clock.now())
        return { items, next: rows.length > PAGE ? (items.at(-1)?.login ?? null) : null }
      }),

    get: (ctx: Ctx, id: string): Promise<Account> =>
      kernel.read(ctx, 'account.read', async (tx) => {
        const row = await queries.findAccount(tx, id)
        if (row === undefined || !kernel.access.can(ctx.actor, 'account.read', row.divisionKey))
          throw kernelErrors.not_found()
        const [account] = await withGrants(tx, [row], ctx.clock.now())
        if (account === undefined) throw kernelErrors.not_found()
        return account
      }),

    /** How to reach the person; the look is written down with its purpose. */
    contact: (ctx: Ctx, id: string, purpose: string): Promise<Contact> =>
      kernel.readPersonal(ctx, 'account.read', { subject: `account:${id}`, purpose }, async (tx) => {
        const row = await queries.findAccount(tx, id)
        if (row === undefined) throw kernelErrors.not_found()
        return { divisionKey: row.divisionKey, data: { phone: row.phone, email: row.email } }
      }),

    create: async (ctx: Ctx, commandId: string, input: NewAccount) => {
      refuseUnknownRoles(input.grants)
      const password = input.password === null ? null : await hashPassword(input.password)
      return run(commands.createAccount, ctx, commandId, { ...input, password, demo: false })
    },

    change: (ctx: Ctx, commandId: string, id: string, change: AccountChange) => {
      const fields = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
      return run(commands.changeAccount, ctx, commandId, { ...fields, id })
    },

    resetPassword: async (ctx: Ctx, commandId: string, id: string, password: string) =>
      run(commands.resetPassword, ctx, commandId, { id, password: await hashPassword(password) }),

    unlock: (ctx: Ctx, commandId: string, id: string) => run(commands.unlockAccount, ctx, commandId, { id }),

    grant: async (ctx: Ctx, commandId: string, id: string, grant: GrantWish) => {
      refuseUnknownRoles([grant])
      return run(grantRole, ctx, commandId, { id, grant })
    },

    endGrant: (ctx: Ctx, commandId: string, id: string, grantId: string) =>
      run(endGrant, ctx, commandId, { id, grantId }),

    /** One's own password; the old one is asked for and counts as a try to sign in. Other sessions end. */
    async changePassword(
      ctx: Ctx,
      commandId: string,
      change: { login: string; current: string; next: string; session: string; address: string },
    ) {
      if (externalIssuer !== null) throw identityErrors.password_by_issuer({ issuer: externalIssuer })
      const { id } = await signIns.signIn(change.login, change.current, change.address)
      const password = await hashPassword(change.next)
      return run(commands.changeOwnPassword, ctx, commandId, { id, password, session: change.session })
    },

    /** Names for trails and lists by account id; a masked reader gets none. */
    names: async (ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
      if (ctx.actor.masked === true || ids.length === 0) return new Map()
      const known = ids.filter((id) => UUID.test(id))
      const rows = await kernel.pool.whole((tx) => queries.listNames(tx, known))
      return new Map(rows.map((row) => [row.id, row.name]))
    },

    find: async (ctx: Ctx, words: string): Promise<readonly string[]> => {
      if (ctx.actor.masked === true) return []
      return kernel.pool.whole((tx) => queries.listCalled(tx, words))
    },

    demo: (): Promise<queries.DemoRow[]> => kernel.pool.whole((tx) => queries.listDemo(tx)),
  }
}

// Actors of the program itself (`system:…`) have no account.
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
