import type { FastifyRequest } from 'fastify'
import type { Actor } from '../../kernel/actor.ts'
import { actorOf, type Devices } from './devices.ts'

const BASIC = /^Basic ([A-Za-z0-9+/=]+)$/
const BEARER = /^Bearer ([A-Za-z0-9][A-Za-z0-9._-]{0,63})\.([A-Za-z0-9_-]{43})$/

/** Device and secret from `Authorization: Basic base64(id:secret)` or `Bearer id.secret`; undefined for anything else. */
export function credentialOf(authorization: string | undefined): { id: string; secret: string } | undefined {
  if (authorization === undefined) return undefined
  const bearer = BEARER.exec(authorization)
  if (bearer !== null) return { id: bearer[1] ?? '', secret: bearer[2] ?? '' }
  const basic = BASIC.exec(authorization)
  if (basic === null) return undefined
  const text = Buffer.from(basic[1] ?? '', 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon < 0 ? undefined : { id: text.slice(0, colon), secret: text.slice(colon + 1) }
}

/** Finds out whether a device is calling: asked before the people's own ways of signing in, which it leaves alone. */
export const createDeviceSignIn =
  (devices: Devices) =>
  async (request: FastifyRequest): Promise<Actor | undefined> => {
    const credential = credentialOf(request.headers.authorization)
    return credential && actorOf(await devices.signIn(credential.id, credential.secret))
  }
