import type { ServerResponse } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Ctx } from '../actor.ts'

/** A page whose stream ended comes back after this. */
const RETRY_MS = 1000

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
}

/** Begins a stream of server-sent events (WHATWG HTML §9.2) in the place of an answer. */
export function beginEvents(reply: FastifyReply): ServerResponse {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, HEADERS)
  raw.write(`retry: ${RETRY_MS}\n\n`)
  return raw
}

/** Resolves when the reader has taken what was written, or is gone. */
export function drained(raw: ServerResponse): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const done = () => {
    raw.off('drain', done).off('close', done)
    resolve()
  }
  raw.on('drain', done).on('close', done)
  return promise
}

/** Whose streams are counted together: those of one sign-in. */
export const sessionOf = (ctx: Ctx, request: FastifyRequest): string =>
  request.cookies['yiwang.session'] ?? request.headers.authorization ?? ctx.actor.id

/** Keeps a session to its number of streams: a new one ends the oldest, which may be a dead connection. */
export function createSessions(limit: number) {
  const sessions = new Map<string, Set<{ end(): void }>>()
  return (session: string, stream: { end(): void }): (() => void) => {
    const streams = sessions.get(session) ?? new Set()
    sessions.set(session, streams.add(stream))
    const [oldest] = streams
    if (streams.size > limit) oldest?.end()
    return () => {
      streams.delete(stream)
      if (streams.size === 0) sessions.delete(session)
    }
  }
}
