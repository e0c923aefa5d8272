import { Readable } from 'node:stream'
import {
  LatestList,
  LatestLiveQuery,
  LatestOfThing,
  LatestQuery,
  LatestWhere,
  TileParams,
  TileQuery,
} from '../../../contract/latest.ts'
import { ThingParams } from '../../../contract/sensing.ts'
import { type Route, route } from '../../kernel/http/route.ts'
import { beginEvents, createSessions, drained, sessionOf } from '../../kernel/live/sse.ts'
import { alarmRankOf, reportsOf } from '../latest/health.ts'
import type { LatestViews } from '../latest/latest.ts'
import { PACKED_TYPE } from '../latest/packed.ts'

const LIVE_MS = 1000
/** A stream ends after this and the page comes back: its rights and the things in its window are looked up anew. */
const LIVE_LIFE_MS = 300_000
const STREAMS_PER_SESSION = 6

/** The newest of everything, in the forms in which people, programs and maps want it. */
export function latestRoutes(latest: LatestViews): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/things/:id/latest',
      access: 'reading.view',
      summary: 'The newest reading of each property of one thing',
      params: ThingParams,
      reply: LatestOfThing,
      handler: (ctx, { params }) => latest.of(ctx, params.id),
    }),
    route({
      method: 'GET',
      path: '/api/v1/latest',
      access: 'reading.view',
      summary: 'The newest readings of the things of a division, a map window or a polygon',
      query: LatestQuery,
      reply: LatestList,
      handler: (ctx, { query }) => latest.list(ctx, query),
    }),
    route({
      method: 'GET',
      path: '/api/v1/latest/all',
      access: 'reading.view',
      summary: 'The same without a limit, as NDJSON: one thing a line',
      query: LatestWhere,
      handler: (ctx, { query, reply }) =>
        reply.type('application/x-ndjson').send(Readable.from(linesOf(latest.each(ctx, query)))),
    }),
    route({
      method: 'GET',
      path: '/api/v1/latest/packed',
      access: 'reading.view',
      summary: 'The same as columns of numbers, for programs that draw or count all of it',
      query: LatestWhere,
      handler: (ctx, { query, reply }) =>
        reply.type(PACKED_TYPE).header('cache-control', 'no-store').send(latest.packed(ctx, query)),
    }),
    route({
      method: 'GET',
      path: '/api/v1/latest/tiles/:z/:x/:y',
      access: 'reading.view',
      summary: 'A vector tile of the things and how they are: layer thing where they are few, else layer group',
      params: TileParams,
      query: TileQuery,
      handler: (ctx, { params, query, reply }) =>
        reply
          .type('application/vnd.mapbox-vector-tile')
          .header('cache-control', 'private, max-age=1')
          .send(latest.tile(ctx, params, query)),
    }),
    liveRoute(latest),
  ]
}

// Lines are sent in pieces of this many: one a line would cost more than making it.
const LINES_A_PIECE = 500

function* linesOf(things: Iterable<unknown>): Generator<string> {
  let lines: string[] = []
  for (const thing of things) {
    lines.push(JSON.stringify(thing), '\n')
    if (lines.length < 2 * LINES_A_PIECE) continue
    yield lines.join('')
    lines = []
  }
  yield lines.join('')
}

function liveRoute(latest: LatestViews): Route {
  const open = createSessions(STREAMS_PER_SESSION)
  return route({
    method: 'GET',
    path: '/api/v1/latest/live',
    access: 'reading.view',
    summary: 'What changes of the things in a map window, once a second: events changed, or many where tiles tell it',
    query: LatestLiveQuery,
    handler: async (ctx, { query, request, reply }) => {
      const watched = latest.watch(ctx, query)
      const raw = beginEvents(reply)
      const ended = AbortSignal.timeout(LIVE_LIFE_MS)
      const end = () => raw.end()
      const leave = open(sessionOf(ctx, request), { end })
      ended.addEventListener('abort', end)
      const tell = (event: string, data: object) => raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
      const turn = async (): Promise<void> => {
        // A reader slower than a second skips turns: the next tells all that has changed since.
        if (raw.writableNeedDrain) return drained(raw)
        const at = ctx.clock.now().toISOString()
        if (watched.take === undefined) tell('many', { at, count: watched.count })
        else {
          const changed = watched.take()
          const things = changed.map(({ id, health, values }) => ({
            id,
            rank: alarmRankOf(health),
            reports: reportsOf(health),
            values,
          }))
          if (things.length > 0) tell('changed', { at, things })
          else raw.write(': nothing new\n\n')
        }
      }
      await turn()
      const turning = setInterval(turn, LIVE_MS)
      await new Promise((resolve) => raw.once('close', resolve))
      clearInterval(turning)
      ended.removeEventListener('abort', end)
      leave()
    },
  })
}
