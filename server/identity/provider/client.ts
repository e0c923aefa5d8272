import { createHash, randomBytes } from 'node:crypto'
import type { NewClient, OidcClient } from '../../../contract/identity.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { defineCommand } from '../../kernel/command.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/index.ts'
import { identityErrors } from '../errors.ts'
import { WEB_CLIENT } from './provider.ts'
import * as queries from './queries.ts'

/** Clients belong to the place as a whole. */
const WHOLE_PLACE = ''

/** A digest on its way into the store, kept out of the command's own digest: a retry has another secret. */
class SecretDigest {
  readonly #hex: string
  constructor(secret: string) {
    this.#hex = createHash('sha256').update(secret).digest('hex')
  }
  reveal(): string {
    return this.#hex
  }
}

const registerClient = defineCommand<NewClient & { secret: SecretDigest }, { id: string }>({
  name: 'client.register',
  permission: 'client.manage',
  rule: async (tx, { id, name, redirectUris, postLogoutRedirectUris, secret }) => {
    tx.require('client.manage', WHOLE_PLACE)
    const row = { id, name, redirectUris, postLogoutRedirectUris, secretHash: secret.reveal(), createdAt: tx.now }
    if (id === WEB_CLIENT || !(await queries.insertClient(tx, row))) throw identityErrors.client_taken({ id })
    const payload = { client: id, name, redirectUris }
    await tx.record({ kind: 'client.registered', matter: `client:${id}`, divisionKey: WHOLE_PLACE, payload })
    return { id }
  },
})

const removeClient = defineCommand<{ id: string }, { id: string }>({
  name: 'client.remove',
  permission: 'client.manage',
  matter: ({ id }) => `client:${id}`,
  rule: async (tx, { id }) => {
    tx.require('client.manage', WHOLE_PLACE)
    if (!(await queries.disableClient(tx, id))) throw kernelErrors.not_found()
    const payload = { client: id }
    await tx.record({ kind: 'client.removed', matter: `client:${id}`, divisionKey: WHOLE_PLACE, payload })
    return { id }
  },
})

export type Clients = ReturnType<typeof createClients>

/** Other programs that let people sign in here: rows of data, registered by administrators of the whole place. */
export const createClients = (kernel: Kernel) => ({
  list: (ctx: Ctx): Promise<{ items: OidcClient[] }> =>
    kernel.read(ctx, 'client.manage', async (tx) => {
      kernel.access.require(ctx.actor, 'client.manage', WHOLE_PLACE)
      const rows = await queries.listClients(tx)
      return {
        items: rows.map(({ secretHash: _, createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() })),
      }
    }),

  /** Registers a client; its secret is told this once. Sent again, the registration stands and tells none. */
  async register(ctx: Ctx, commandId: string, input: NewClient): Promise<{ id: string; secret: string | null }> {
    const secret = randomBytes(32).toString('base64url')
    const digest = new SecretDigest(secret)
    await kernel.run(registerClient, ctx, commandId, { ...input, secret: digest })
    const kept = await kernel.pool.whole((tx) => queries.findClient(tx, input.id))
    return { id: input.id, secret: kept?.secretHash === digest.reveal() ? secret : null }
  },

  remove: (ctx: Ctx, commandId: string, id: string) => kernel.run(removeClient, ctx, commandId, { id }),
})
