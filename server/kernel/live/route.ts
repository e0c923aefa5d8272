import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import type { Ctx } from '../actor.ts'
import { type Call, type Route, route } from '../http/route.ts'
import type { LiveEntry } from './entry.ts'
import type { Hub } from './hub.ts'
import type { Kinds } from './kinds.ts'
import { beginEvents, createSessions, drained, sessionOf } from './sse.ts'
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

const Query = z.object({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .meta({ description: 'Last ordinal seen, where no header can be set' }),
})

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
      const leave = open(sessionOf(ctx, call.request), stream)
      const raw = beginEvents(call.reply)
      raw.once('close', stream.end)
      const life = setTimeout(stream.end, options.lifeMs ?? LIFE_MS)
      try {
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
