import {
  EndQuarantine,
  HeldList,
  HeldReadings,
  HeldReadingsQuery,
  QuarantineParams,
  QuarantineQuery,
  QuotaList,
  QuotaParams,
  QuotaSet,
  SetQuota,
} from '../../../contract/quotas.ts'
import { type Route, route } from '../../kernel/http/route.ts'
import type { Quotas } from '../quotas/quotas.ts'

const access = 'device.manage'

/** How much may be sent, and what was held back of those that sent more. */
export const quotaRoutes = (quotas: Quotas): Route[] => [
  route({
    method: 'GET',
    path: '/api/v1/quotas',
    access,
    summary: 'How many readings a minute may be sent: usually, and by type or device',
    reply: QuotaList,
    handler: (ctx) => quotas.quotas(ctx),
  }),
  route({
    method: 'PUT',
    path: '/api/v1/quotas/:kind/:id',
    access,
    summary: 'Sets the quota of a type or a device, or makes it the usual again',
    params: QuotaParams,
    body: SetQuota,
    reply: QuotaSet,
    handler: async (ctx, { params, body, commandId }) => {
      await quotas.setQuota(ctx, commandId, { ...params, ...body })
      return { done: true as const }
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/quarantine',
    access,
    summary: 'Things that sent more than their quota, newest first',
    query: QuarantineQuery,
    reply: HeldList,
    handler: (ctx, { query }) => quotas.list(ctx, query),
  }),
  route({
    method: 'GET',
    path: '/api/v1/quarantine/:id/readings',
    access,
    summary: 'The readings held back, as they came',
    params: QuarantineParams,
    query: HeldReadingsQuery,
    reply: HeldReadings,
    handler: (ctx, { params, query }) => quotas.readings(ctx, params.id, query),
  }),
  route({
    method: 'POST',
    path: '/api/v1/quarantine/:id/end',
    access,
    summary: 'Lets the thing send again; what is held is recorded after all, or dropped',
    params: QuarantineParams,
    body: EndQuarantine,
    reply: QuotaSet,
    handler: async (ctx, { params, body, commandId }) => {
      await quotas.end(ctx, commandId, params.id, body)
      return { done: true as const }
    },
  }),
]
