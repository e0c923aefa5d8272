import {
  AlarmList,
  AlarmQuery,
  RefusedList,
  RefusedQuery,
  RefusedReasons,
  SensingOverview,
  SensingOverviewQuery,
  ThingParams,
  ThingReadings,
  ThingReadingsQuery,
} from '../../../contract/sensing.ts'
import { ThingBuckets, ThingBucketsQuery, ThingSeries, ThingSeriesQuery } from '../../../contract/series.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { type Route, route } from '../../kernel/http/route.ts'
import type { Kernel } from '../../kernel/index.ts'
import { countAlarms, findAlarms } from '../alarms/list.ts'
import type { LatestViews } from '../latest/latest.ts'
import type { ReadingViews } from '../readings/readings.ts'
import { countReasons, findRefused } from '../readings/refused.ts'

/** What people look at: readings, those refused, alarms. */
export function viewRoutes(
  kernel: Kernel,
  views: ReadingViews,
  latest: LatestViews,
  privateRules: () => readonly string[],
): Route[] {
  return [
    ...alarmRoutes(kernel, views, latest, privateRules),
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
      path: '/api/v1/things/:id/readings/buckets',
      access: 'reading.view',
      summary: 'What the readings of one thing come to by equal spans of time: a day, a year',
      params: ThingParams,
      query: ThingBucketsQuery,
      reply: ThingBuckets,
      handler: (ctx, { params, query }) => views.buckets(ctx, params.id, query),
    }),
    route({
      method: 'GET',
      path: '/api/v1/things/:id/series',
      access: 'reading.view',
      summary: 'One property of a thing over a time, as a bounded number of means with least and most',
      params: ThingParams,
      query: ThingSeriesQuery,
      reply: ThingSeries,
      handler: (ctx, { params, query }) => views.series(ctx, params.id, query),
    }),
    route({
      method: 'GET',
      path: '/api/v1/refused-readings',
      access: 'reading.refused',
      summary: 'Readings that were refused, with the reason and what was sent',
      query: RefusedQuery,
      reply: RefusedList,
      handler: (ctx, { query }) => findRefused(kernel, ctx, query),
    }),
    route({
      method: 'GET',
      path: '/api/v1/refused-readings/reasons',
      access: 'reading.refused',
      summary: 'How often each reason for refusing was given in the last seven days',
      reply: RefusedReasons,
      handler: (ctx) => countReasons(kernel, ctx),
    }),
  ]
}

/** Alarms, and the figures of a division. */
function alarmRoutes(
  kernel: Kernel,
  views: ReadingViews,
  latest: LatestViews,
  privateRules: () => readonly string[],
): Route[] {
  const hiddenFrom = (ctx: Ctx, wall: boolean) => (views.maySeePrivate(ctx) && !wall ? [] : privateRules())
  return [
    route({
      method: 'GET',
      path: '/api/v1/alarms',
      access: 'alarm.view',
      summary: 'Alarms of the rules, newest first',
      query: AlarmQuery,
      reply: AlarmList,
      handler: (ctx, { query }) => {
        const thingId = query.thing === undefined ? null : views.getThing(ctx, query.thing).id
        const without = hiddenFrom(ctx, query.wall)
        const absenceOf = (id: string) => views.absenceOf(ctx, id)
        return findAlarms(kernel, ctx, query, { thingId, without, positionOf: views.positionOf, absenceOf })
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/sensing/overview',
      access: 'reading.view',
      summary: 'How many things of a division report, and how many alarms are open by level',
      query: SensingOverviewQuery,
      reply: SensingOverview,
      handler: async (ctx, { query }) => ({
        at: ctx.clock.now().toISOString(),
        things: latest.countHeard(ctx, query),
        openAlarms: await countAlarms(kernel, ctx, query.division, hiddenFrom(ctx, query.wall)),
      }),
    }),
  ]
}
