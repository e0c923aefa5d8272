import { AnomalyQuery, ForecastQuery, ThingAnomalies, ThingForecast } from '../../contract/insight.ts'
import { ThingParams } from '../../contract/sensing.ts'
import { type Route, route } from '../kernel/http/route.ts'
import type { Outlook } from './outlook.ts'

/** What is to come and what was unusual, of one thing. */
export function insightRoutes(outlook: Outlook): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/things/:id/forecast',
      access: 'reading.view',
      summary: 'The next hours of one property, with an interval and the errors of each method in the past',
      params: ThingParams,
      query: ForecastQuery,
      reply: ThingForecast,
      handler: (ctx, { params, query }) => outlook.forecast(ctx, params.id, query),
    }),
    route({
      method: 'GET',
      path: '/api/v1/things/:id/anomalies',
      access: 'reading.view',
      summary: 'What was unusual in one property in the last four weeks, with the reason',
      params: ThingParams,
      query: AnomalyQuery,
      reply: ThingAnomalies,
      handler: (ctx, { params, query }) => outlook.anomalies(ctx, params.id, query.property),
    }),
  ]
}
