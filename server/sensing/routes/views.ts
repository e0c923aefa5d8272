import {
  AlarmList,
  AlarmQuery,
  LatestList,
  LatestOfThing,
  LatestQuery,
  RefusedList,
  RefusedQuery,
  ThingParams,
  ThingReadings,
  ThingReadingsQuery,
} from '../../../contract/sensing.ts'
import { subtree } from '../../kernel/access.ts'
import { allErrors, Fault } from '../../kernel/errors.ts'
import { type Route, route } from '../../kernel/http/route.ts'
import type { Kernel } from '../../kernel/index.ts'
import { listAlarms } from '../alarms/queries.ts'
import { listRefused, type RefusedRow } from '../readings/queries.ts'
import type { ReadingViews } from '../readings/readings.ts'

/** What people look at: readings, the newest of them, those refused, alarms. */
export function viewRoutes(kernel: Kernel, views: ReadingViews): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/things/:id/readings',
      access: 'reading.view',
      summary: 'Readings of one thing between two instants',
      params: ThingParams,
      query: ThingReadingsQuery,
      reply: ThingReadings,
      handler: (ctx, { params, query }) => views.readings(ctx, params.id, query),
    }),
    route({
      method: 'GET',
      path: '/api/v1/things/:id/latest',
      access: 'reading.view',
      summary: 'The newest reading of each property of one thing',
      params: ThingParams,
      reply: LatestOfThing,
      handler: (ctx, { params }) => views.latest(ctx, params.id),
    }),
    route({
      method: 'GET',
      path: '/api/v1/latest',
      access: 'reading.view',
      summary: 'The newest readings of the things of a division or a map window',
      query: LatestQuery,
      reply: LatestList,
      handler: (ctx, { query }) => views.latestOfMany(ctx, query),
    }),
    route({
      method: 'GET',
      path: '/api/v1/refused-readings',
      access: 'reading.refused',
      summary: 'Readings that were refused, with the reason and what was sent',
      query: RefusedQuery,
      reply: RefusedList,
      handler: async (ctx, { query }) => {
        const { source = null, thing = null, code = null, before = null, limit } = query
        const rows = await kernel.read(ctx, 'reading.refused', (tx, ranges) =>
          listRefused(tx, ranges, { source, thing, code, before, limit }),
        )
        return { items: rows.map(refusedOf), next: rows.length < limit ? null : (rows.at(-1)?.id ?? null) }
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/alarms',
      access: 'alarm.view',
      summary: 'Alarms of the rules, newest first',
      query: AlarmQuery,
      reply: AlarmList,
      handler: async (ctx, { query }) => {
        const thingId = query.thing === undefined ? null : views.getThing(ctx, query.thing).id
        const before = query.before === undefined ? null : new Date(query.before)
        const filter = { state: query.state, thingId, range: subtree(query.division ?? ''), before, limit: query.limit }
        const rows = await kernel.read(ctx, 'alarm.view', (tx, ranges) => listAlarms(tx, ranges, filter))
        const items = rows.map(({ thingId: id, thingCode, read, raisedAt, changedAt, clearedAt, ...row }) => ({
          ...row,
          thing: { id, code: thingCode },
          values: read,
          raisedAt: raisedAt.toISOString(),
          changedAt: changedAt.toISOString(),
          clearedAt: clearedAt?.toISOString() ?? null,
        }))
        return { items, next: items.length < query.limit ? null : (items.at(-1)?.raisedAt ?? null) }
      },
    }),
  ]
}

const refusedOf = ({ params, ...row }: RefusedRow) => {
  // A code of an earlier version that is no longer in use says at least itself.
  const text = allErrors().get(row.code) ?? { kind: 'invalid', zh: row.code, en: row.code }
  const fault = new Fault(row.code, text, params)
  return { ...row, at: row.at.toISOString(), title: { zh: fault.say('zh'), en: fault.say('en') } }
}
