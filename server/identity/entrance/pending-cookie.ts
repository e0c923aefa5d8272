import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Pending } from './relying-party.ts'

const PATH = '/auth/callback'
const LIFE_S = 60 * 60

const Shape = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), next: z.string() })

// One for each sign-in under way: several tabs do not disturb each other.
const nameOf = (state: string) => `yiwang.pending.${state.slice(0, 16)}`

/** Lets the browser carry what is remembered until it comes back; what it says is held against the provider's answer. */
export function setPending(reply: FastifyReply, pending: Pending, isSecure: boolean): void {
  const value = Buffer.from(JSON.stringify(pending)).toString('base64url')
  const options = { path: PATH, httpOnly: true, sameSite: 'lax', secure: isSecure, maxAge: LIFE_S } as const
  reply.setCookie(nameOf(pending.state), value, options)
}

/** Takes the memory of a state back from the browser; undefined when this browser did not begin it. */
export function takePending(request: FastifyRequest, reply: FastifyReply, state: string): Pending | undefined {
  const name = nameOf(state)
  const value = request.cookies[name]
  if (value === undefined) return undefined
  reply.clearCookie(name, { path: PATH })
  try {
    const parsed = Shape.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString()))
    return parsed.success && parsed.data.state === state ? parsed.data : undefined
  } catch {
    return undefined
  }
}

/** A path of ours to go to after signing in; anything that could lead elsewhere becomes the first page. */
export function localPath(next: string | undefined): string {
  if (next === undefined || !next.startsWith('/')) return '/'
  const base = 'http://here.invalid'
  const url = URL.parse(next, base)
  // The parser reads `//host` and `/\host` as another host, as browsers do.
  return url?.origin === base ? url.pathname + url.search + url.hash : '/'
}
