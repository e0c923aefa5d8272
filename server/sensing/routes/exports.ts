import { ExportQuery } from '../../../contract/exports.ts'
import { type Route, route } from '../../kernel/http/route.ts'
import { EXPORT } from '../exports/commands.ts'
import type { Exports } from '../exports/exports.ts'

/** Readings as a file. */
export const exportRoutes = (exports: Exports): Route[] => [
  route({
    method: 'GET',
    path: '/api/v1/readings/export',
    access: EXPORT,
    summary: 'Every reading of things, an area and a time as CSV or Parquet; noted in the journal',
    query: ExportQuery,
    handler: async (ctx, { query, reply }) => {
      const { body, type, name } = await exports.take(ctx, query)
      reply.header('content-disposition', `attachment; filename="${name}"`)
      reply.header('cache-control', 'no-store')
      return reply.type(type).send(body)
    },
  }),
]
