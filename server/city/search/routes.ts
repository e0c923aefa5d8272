import * as contract from '../../../contract/city/index.ts'
import { type Route, route } from '../../kernel/http/route.ts'
import type { Search } from './search.ts'

/** Looking for a place over HTTP. */
export const searchRoutes = ({ search }: Search): Route[] => [
  route({
    method: 'GET',
    path: '/api/v1/city/search',
    access: { public: 'Divisions, roads and addresses are published; things are found by those who may see them only' },
    summary: 'Places, addresses and things by name or code, the best first',
    query: contract.CitySearchQuery,
    reply: contract.CitySearch,
    handler: async (ctx, { query }) => ({ items: await search(ctx, query) }),
  }),
]
