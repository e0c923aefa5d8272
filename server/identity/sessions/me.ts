import type { FastifyRequest } from 'fastify'
import type { Me, Place, PublicPlace } from '../../../contract/me.ts'
import type { Bilingual } from '../../../contract/text.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { Accounts } from '../accounts/accounts.ts'
import { DEMO_PEOPLE } from '../accounts/demo.ts'
import { tokenOf } from './authenticate.ts'
import type { SessionRow } from './queries.ts'
import type { Sessions } from './session.ts'

interface Deps {
  kernel: Kernel
  sessions: Sessions
  accounts: Accounts
  place: () => Place
  /** Shown on the sign-in page of a demo; null where whoever runs it chose their own. */
  demoPassword: string | null
  /** The name of a unit, which another module knows. */
  unitName: (unitId: string) => Promise<Bilingual | null>
}

export type OwnAccount = ReturnType<typeof createOwnAccount>

/** What somebody may ask about themselves and the place they are at. */
export function createOwnAccount({ kernel, sessions, accounts, place, demoPassword, unitName }: Deps) {
  async function sessionOf(request: FastifyRequest): Promise<SessionRow> {
    const token = tokenOf(request)
    const row = token === undefined ? undefined : await sessions.find(token)
    if (row === undefined) throw kernelErrors.sign_in_needed()
    return row
  }

  const unitOf = async (unitId: string | null) =>
    unitId === null ? null : { id: unitId, name: (await unitName(unitId)) ?? { zh: unitId, en: unitId } }

  return {
    async me(ctx: Ctx, request: FastifyRequest): Promise<Me> {
      const { login, name, unitId, grants } = await sessionOf(request)
      return {
        account: login,
        name,
        unit: await unitOf(unitId),
        roles: [...new Set(grants.map((grant) => grant.role))],
        grants,
        permissions: kernel.access.heldBy(ctx.actor),
        place: place(),
      }
    },

    async publicPlace(): Promise<PublicPlace> {
      if (!place().demo) return { ...place(), demoAccounts: [], demoPassword: null }
      const rows = await accounts.demo()
      const isNamed = new Set(DEMO_PEOPLE.map(({ login }) => login))
      const demoAccounts = await Promise.all(
        rows.map(async ({ login, name, role, unitId }) => ({
          account: login,
          name,
          role,
          unit: (await unitOf(unitId))?.name ?? null,
          oneOfMany: !isNamed.has(login),
        })),
      )
      return { ...place(), demoAccounts, demoPassword }
    },

    async sessions(request: FastifyRequest) {
      const current = await sessionOf(request)
      const rows = await sessions.list(current.accountId)
      const items = rows.map(({ createdAt, seenAt, expiresAt, ...row }) => ({
        ...row,
        current: row.id === current.id,
        createdAt: createdAt.toISOString(),
        seenAt: seenAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
      }))
      return { items }
    },

    async endSession(ctx: Ctx, id: string): Promise<{ id: string }> {
      if (!(await sessions.endOne(id, ctx.actor.id))) throw kernelErrors.not_found()
      return { id }
    },

    async changePassword(
      ctx: Ctx,
      commandId: string,
      request: FastifyRequest,
      change: { current: string; next: string },
    ) {
      const { id: session, login } = await sessionOf(request)
      return accounts.changePassword(ctx, commandId, { ...change, login, session, address: request.ip })
    },
  }
}
