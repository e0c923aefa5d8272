import { createHash } from 'node:crypto'
import type { Adapter, AdapterPayload } from 'oidc-provider'
import type { Clock } from '../../kernel/clock.ts'
import type { Pool } from '../../kernel/database/pool.ts'
import { InvalidGrant } from './library.ts'
import * as queries from './queries.ts'

// The ids of these are the secrets themselves: kept as digests.
const BEARER_MODELS: ReadonlySet<string> = new Set(['AccessToken', 'RefreshToken', 'AuthorizationCode'])
/** An expired item is kept a little, so that its holder is told "expired" and not "unknown". */
const GRACE_MS = 60 * 60_000

const metadataOf = (client: queries.ClientRow): AdapterPayload => ({
  client_id: client.id,
  client_name: client.name,
  // The digest stands in for the secret: createProvider compares digests.
  client_secret: client.secretHash,
  redirect_uris: client.redirectUris,
  post_logout_redirect_uris: client.postLogoutRedirectUris,
})

/** Where the OpenID provider keeps its state: one table, exempt from the journal like sessions. */
export function createAdapter(pool: Pool, clock: Clock) {
  const restore = (item: queries.Item | undefined, jti?: string): AdapterPayload | undefined =>
    item && {
      ...item.payload,
      ...(jti !== undefined && { jti }),
      ...(item.consumedAt && { consumed: Math.floor(item.consumedAt.getTime() / 1000) }),
    }

  async function findClient(id: string): Promise<AdapterPayload | undefined> {
    const client = await pool.whole((tx) => queries.findClient(tx, id))
    return client === undefined || client.disabled ? undefined : metadataOf(client)
  }

  return (model: string): Adapter => {
    const isBearer = BEARER_MODELS.has(model)
    const keyOf = (id: string) => (isBearer ? createHash('sha256').update(id).digest('base64url') : id)
    return {
      async find(id) {
        if (model === 'Client') return findClient(id)
        return restore(await pool.whole((tx) => queries.findItem(tx, model, keyOf(id))), isBearer ? id : undefined)
      },
      async findByUid(uid) {
        return restore(await pool.whole((tx) => queries.findItemByUid(tx, model, uid)))
      },
      async findByUserCode() {
        return undefined
      },
      async upsert(id, payload, expiresIn = 0) {
        const { jti, ...rest } = payload
        const now = clock.now().getTime()
        await pool.whole(async (tx) => {
          await queries.purgeItems(tx, new Date(now - GRACE_MS))
          await queries.saveItem(tx, {
            model,
            id: keyOf(id),
            payload: isBearer ? rest : { jti, ...rest },
            uid: payload.uid ?? null,
            grantId: payload.grantId ?? null,
            accountId: payload.accountId ?? null,
            sessionUid: payload.sessionUid ?? null,
            expiresAt: new Date(now + expiresIn * 1000),
          })
        })
      },
      async consume(id) {
        const isFirst = await pool.whole((tx) => queries.consumeItem(tx, model, keyOf(id), clock.now()))
        // Of two exchanges of one code at the same instant only one may get tokens (RFC 6749 §4.1.2).
        if (!isFirst) throw new InvalidGrant('already used')
      },
      async destroy(id) {
        await pool.whole((tx) => queries.removeItem(tx, model, keyOf(id)))
      },
      async revokeByGrantId(grantId) {
        await pool.whole((tx) => queries.removeGrant(tx, grantId))
      },
    }
  }
}
