import { z } from 'zod'
import * as contract from '../../../contract/city/index.ts'
import { type Route, route } from '../../kernel/http/route.ts'
import { MAP_LAYERS } from '../atlas/atlas.ts'
import { TILE_ZOOMS } from '../atlas/tiles/tiles.ts'
import type { Places } from './places.ts'

const PUBLISHED = { public: 'Divisions, grids and the map are published; a resident sees them before signing in' }
const FOR_EVER = 'public, max-age=31536000, immutable'

const tilesAt = (version: string | null) =>
  version === null
    ? null
    : { href: `/api/v1/city/map/tiles/{z}/{x}/{y}?v=${version}`, minZoom: TILE_ZOOMS.min, maxZoom: TILE_ZOOMS.max }

/** The ground over HTTP. */
export const placeRoutes = (places: Places): Route[] => [...mapRoutes(places), ...divisionRoutes(places)]

const divisionRoutes = (places: Places): Route[] => [
  route({
    method: 'GET',
    path: '/api/v1/city/divisions',
    access: PUBLISHED,
    summary: 'Divisions, parents before children',
    query: contract.DivisionQuery,
    reply: contract.DivisionList,
    handler: async (_ctx, { query }) => {
      await places.settled()
      return { items: places.listDivisions(query) }
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/city/locate',
    access: PUBLISHED,
    summary: 'The divisions and grids a point lies in',
    query: contract.PointQuery,
    reply: contract.Located,
    handler: (_ctx, { query }) => places.describe(query.lon, query.lat),
  }),
  route({
    method: 'PUT',
    path: '/api/v1/city/divisions',
    access: 'city.manage',
    summary: 'Makes or changes a division',
    body: contract.SaveDivision,
    bodyLimitBytes: 4 * 1024 * 1024,
    reply: contract.Saved,
    handler: (ctx, { commandId, body }) => places.saveDivision(ctx, commandId, body),
  }),
  ...gridRoutes(places),
  ...importRoutes(places),
]

const gridRoutes = (places: Places): Route[] => [
  route({
    method: 'GET',
    path: '/api/v1/city/grids',
    access: 'city.view-directory',
    summary: 'Grids of one kind, in order of their codes',
    query: contract.GridQuery,
    reply: contract.GridList,
    handler: async (_ctx, { query }) => {
      await places.settled()
      return places.listGrids(query)
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/city/grids',
    access: 'city.manage',
    summary: 'Puts in or replaces grids from GeoJSON',
    body: contract.ImportGrids,
    bodyLimitBytes: 32 * 1024 * 1024,
    reply: contract.GridsImported,
    handler: (ctx, { commandId, body }) => places.importGrids(ctx, commandId, body),
  }),
]

const IMPORT_LIMIT_BYTES = 64 * 1024 * 1024

const importRoutes = (places: Places): Route[] => [
  route({
    method: 'POST',
    path: '/api/v1/city/ground-imports/check',
    access: 'city.manage',
    summary: 'What an import of boundaries would do, every fault, and the boundaries in WGS-84',
    body: contract.ImportGround,
    bodyLimitBytes: IMPORT_LIMIT_BYTES,
    reply: contract.GroundChecked,
    notCommand: 'It only reads: the file is in the body because it is large',
    handler: (_ctx, { body }) => places.checkGround(body),
  }),
  route({
    method: 'POST',
    path: '/api/v1/city/ground-imports',
    access: 'city.manage',
    summary: 'Puts in or changes divisions or grids from GeoJSON, all or none',
    body: contract.ImportGround,
    bodyLimitBytes: IMPORT_LIMIT_BYTES,
    reply: contract.GroundImported,
    handler: (ctx, { commandId, body }) => places.importGround(ctx, commandId, body),
  }),
]

const mapRoutes = (places: Places): Route[] => [
  route({
    method: 'GET',
    path: '/api/v1/city/map',
    access: PUBLISHED,
    summary: 'What there is to draw',
    reply: contract.MapIndex,
    handler: async () => {
      await places.settled()
      return {
        bounds: places.bounds(),
        layers: MAP_LAYERS.map((name) => ({
          name,
          href: `/api/v1/city/map/${name}?v=${places.sheet(name).etag.replaceAll('"', '')}`,
        })),
        tiles: tilesAt(places.tiles().version),
      }
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/city/map/tiles/:z/:x/:y',
    access: PUBLISHED,
    summary:
      'Houses and trees as a vector tile; with the version of the index in `v` it never changes; 204 where nothing is',
    params: contract.TileParams,
    query: z.object({ v: z.string().optional() }),
    handler: (_ctx, { params, query, request, reply }) => {
      const { version, tile } = places.tiles()
      const etag = `"${version}-${params.z}-${params.x}-${params.y}"`
      reply.header('etag', etag).header('cache-control', query.v === version ? FOR_EVER : 'no-cache')
      reply.header('vary', 'accept-encoding')
      if (request.headers['if-none-match'] === etag) return reply.code(304).send()
      const found = tile(params.z, params.x, params.y)
      if (found === undefined) return reply.code(204).send()
      const isPacked = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
      if (isPacked) reply.header('content-encoding', 'gzip')
      return reply.type('application/vnd.mapbox-vector-tile').send(isPacked ? found.gzip : found.plain)
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/city/map/:layer',
    access: PUBLISHED,
    summary: 'One layer as GeoJSON; with the version of the index in `v` it never changes',
    params: z.object({ layer: contract.MapLayer }),
    query: z.object({ v: z.string().optional() }),
    handler: (_ctx, { params, query, request, reply }) => {
      const { text, etag } = places.sheet(params.layer)
      const isCurrent = query.v !== undefined && etag === `"${query.v}"`
      reply.header('etag', etag).header('cache-control', isCurrent ? FOR_EVER : 'no-cache')
      if (request.headers['if-none-match'] === etag) return reply.code(304).send()
      return reply.type('application/geo+json').send(text)
    },
  }),
]
