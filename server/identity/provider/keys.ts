import { createHash, generateKeyPair, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import type { JWK } from 'oidc-provider'
import type { Pool } from '../../kernel/database/pool.ts'
import { findKey, keepKey } from './queries.ts'

export interface ProviderKeys {
  jwks: { keys: JWK[] }
  /** The first signs the provider's cookies; older ones still verify. */
  cookies: string[]
}

/** A key by name, made once for all processes of this store. */
async function keep<T>(pool: Pool, name: string, make: () => Promise<T>): Promise<T> {
  const known = await pool.whole((tx) => findKey(tx, name))
  if (known !== undefined) return known as T
  const made = await make()
  await pool.whole((tx) => keepKey(tx, name, made))
  return (await pool.whole((tx) => findKey(tx, name))) as T
}

// RS256 is what every OpenID client must be able to check (OpenID Connect Core §15.1).
async function makeSigningKeys(): Promise<{ keys: JWK[] }> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const jwk = privateKey.export({ format: 'jwk' })
  const kid = createHash('sha256').update(String(jwk.n)).digest('base64url').slice(0, 16)
  return { keys: [{ ...jwk, kid, use: 'sig', alg: 'RS256' } as JWK] }
}

/** The provider's keys; they live in the database so that tokens and cookies outlive a restart. */
export const loadKeys = async (pool: Pool): Promise<ProviderKeys> => ({
  jwks: await keep(pool, 'signing', makeSigningKeys),
  cookies: await keep(pool, 'cookies', async () => [randomBytes(32).toString('base64url')]),
})
