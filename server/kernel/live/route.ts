import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import type { Ctx } from '../actor.ts'
import { type Call, type Route, route } from '../http/route.ts'
import type { LiveEntry } from './entry.ts'
import type { Hub } from './hub.ts'
import type { Kinds } from './kinds.ts'
import type { LiveEvent, Stream } from './stream.ts'

export interface LiveRouteOptions {
  live: Hub
  kinds: Kinds
  beatMs?: number
  /** A stream ends after this and the page comes back: its rights are read anew. */
  lifeMs?: number
  streamsPerSession?: number
}

const BEAT_MS = 10_000
const LIFE_MS = 600_000
const STREAMS_PER_SESSION = 6
const RETRY_MS = 1000

const Query = z.object({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .meta({ description: 'Last ordinal seen, where no header can be set' }),
})

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
}

const frames = new WeakMap<LiveEntry, string>()

/** The text of an entry on the wire, made once for all readers. */
function frameOf(entry: LiveEntry): string {
  const known = frames.get(entry)
  if (known !== undefined) return known
  const { concerns: _, ...told } = entry
  const frame = `id: ${entry.ordinal}\nevent: entry\ndata: ${JSON.stringify(told)}\n\n`
  frames.set(entry, frame)
  return frame
}

const textOf = (event: LiveEvent): string =>
  event.type === 'entry'
    ? frameOf(event.entry)
    : `id: ${event.ordinal}\nevent: reset\ndata: ${JSON.stringify({ ordinal: event.ordinal })}\n\n`

/** `GET /api/v1/live`: server-sent events (WHATWG HTML §9.2). `Last-Event-ID` is the ordinal. */
export function liveRoute(options: LiveRouteOptions): Route {
  const open = createSessions(options.streamsPerSession ?? STREAMS_PER_SESSION)
  return route({
    method: 'GET',
    path: '/api/v1/live',
    access: 'signed-in',
    summary: 'What happens, as it happens: events entry, beat (every 10 s) and reset (load anew)',
    query: Query,
    handler: async (ctx, call) => {
      const from = lastSeen(call)
      const stream = options.live.subscribe({ from, accepts: options.kinds.acceptsFor(ctx.actor) })
      const leave = open(sessionOf(ctx, call), stream)
      call.reply.hijack()
      const { raw } = call.reply
      raw.once('close', stream.end)
      const life = setTimeout(stream.end, options.lifeMs ?? LIFE_MS)
      try {
        raw.writeHead(200, HEADERS)
        raw.write(`retry: ${RETRY_MS}\n\n`)
        await pump(ctx, stream, raw, options.beatMs ?? BEAT_MS)
      } finally {
        clearTimeout(life)
        leave()
        raw.end()
      }
    },
  })
}

type LiveCall = Call<unknown, z.infer<typeof Query>, unknown>

function lastSeen({ request, query }: LiveCall): number | 'now' {
  const header = request.headers['last-event-id']
  if (typeof header === 'string' && /^\d{1,15}$/.test(header)) return Number(header)
  return query.after ?? 'now'
}

const sessionOf = (ctx: Ctx, { request }: LiveCall): string =>
  request.cookies['yiwang.session'] ?? request.headers.authorization ?? ctx.actor.id

/** Resolves when the reader has taken what was written, or is gone. */
function drained(raw: ServerResponse): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const done = () => {
    raw.off('drain', done).off('close', done)
    resolve()
  }
  raw.on('drain', done).on('close', done)
  return promise
}

/** Writes events as fast as the reader takes them, and a beat when nothing happens. */
async function pump(ctx: Ctx, stream: Stream, raw: ServerResponse, beatMs: number): Promise<void> {
  const beat = () => {
    const ordinal = stream.settledAt()
    if (ordinal === undefined || raw.writableNeedDrain) return
    const data = JSON.stringify({ at: ctx.clock.now().toISOString(), ordinal })
    raw.write(`id: ${ordinal}\nevent: beat\ndata: ${data}\n\n`)
  }
  // The first at once: the page knows where it stands before anything happens.
  beat()
  const beating = setInterval(beat, beatMs)
  try {
    for (let events = await stream.take(); events !== undefined; events = await stream.take()) {
      const isTaken = raw.write(events.map(textOf).join(''))
      if (!isTaken && !raw.destroyed) await drained(raw)
      if (raw.destroyed) return
    }
  } finally {
    clearInterval(beating)
  }
}

/** Keeps a session to its number of streams: a new one ends the oldest, which may be a dead connection. */
function createSessions(limit: number) {
  const sessions = new Map<string, Set<Stream>>()
  return (session: string, stream: Stream): (() => void) => {
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
