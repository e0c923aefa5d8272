import type { FastifyRequest } from 'fastify'
import { identityErrors } from '../errors.ts'

/** Where people reach this program: the configured public address, or whatever address their browser used. */
export interface Addresses {
  /** The origin of `YIWANG_PUBLIC_URL`. */
  publicOrigin: string | null
  /** `http://localhost:<port>`: the issuer where no public address is set. */
  localOrigin: string
}

/** Makes addresses out of settings; a path behind the public address has no meaning and is dropped. */
export const addressesOf = (publicUrl: string | null, localUrl: string): Addresses => ({
  publicOrigin: publicUrl === null ? null : new URL(publicUrl).origin,
  localOrigin: new URL(localUrl).origin,
})

const browserOrigin = (request: FastifyRequest): string | null =>
  URL.parse(`${request.protocol}://${request.headers.host ?? ''}`)?.origin ?? null

/** The origin under which this request's browser knows us. */
export const originOf = (request: FastifyRequest, { publicOrigin, localOrigin }: Addresses): string =>
  publicOrigin ?? browserOrigin(request) ?? localOrigin

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a write that another site makes a browser send. Beside SameSite=Lax; the same rule as Go's CrossOriginProtection:
 * browsers name the site (Sec-Fetch-Site, not sent over plain HTTP) or the origin, other programs name neither.
 */
export function refuseCrossOrigin(request: FastifyRequest, addresses: Addresses): void {
  if (SAFE.has(request.method) || request.headers.authorization !== undefined) return
  const site = request.headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return
  const { origin } = request.headers
  if (origin === undefined && site === undefined) return
  if (origin !== undefined && (origin === addresses.publicOrigin || origin === browserOrigin(request))) return
  throw identityErrors.cross_origin({ origin: origin ?? site })
}
