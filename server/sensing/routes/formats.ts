import { z } from 'zod'
import {
  DataParams,
  Mapping,
  MappingList,
  MappingParams,
  MappingSaved,
  StationBody,
  StationList,
  StationParams,
  StationSaved,
} from '../../../contract/mappings.ts'
import { Recorded } from '../../../contract/sensing.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { type Route, route } from '../../kernel/http/route.ts'
import { MANAGE } from '../formats/commands.ts'
import type { Formats } from '../formats/formats.ts'
import type { Source } from '../intake/batch.ts'
import type { Recording } from '../intake/record.ts'

const MB = 1024 * 1024
const READINGS = 'A reading is counted once by its thing, property and time, however often the message is sent'
const FOREIGN = 'Bytes in a format of somebody else, which its decoder judges'

interface FormatDeps {
  formats: Formats
  recording: Recording
  sourceOf: (ctx: Ctx) => Promise<Source>
}

/** What was sent, as bytes: JSON was read on its way here. */
const bytesOf = (body: unknown): Buffer => (Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body ?? null)))

/** Readings in other people's formats, and how those are read. */
export const formatRoutes = (deps: FormatDeps): Route[] => [
  ...messageRoutes(deps),
  ...mappingRoutes(deps.formats),
  ...stationRoutes(deps.formats),
]

const messageRoutes = ({ recording, sourceOf }: FormatDeps): Route[] => [
  route({
    method: 'POST',
    path: '/api/v1/things/:id/data/:format',
    access: 'reading.record',
    summary: 'Records what a message in SenML, or in JSON or CSV under the mapping of the thing’s type, says',
    params: DataParams,
    body: z.unknown(),
    reply: Recorded,
    ownBodyCheck: FOREIGN,
    notCommand: READINGS,
    bodyLimitBytes: MB,
    handler: async (ctx, { params, body }) => {
      const source = await sourceOf(ctx)
      return recording.message(source, params.id, params.format, bytesOf(body), { locale: ctx.locale })
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/lorawan',
    access: 'reading.record',
    summary:
      'Takes uplinks of a LoRaWAN network server (ChirpStack v4, The Things Stack v3); other events are passed over',
    body: z.unknown(),
    reply: Recorded,
    ownBodyCheck: FOREIGN,
    notCommand: READINGS,
    bodyLimitBytes: MB,
    handler: async (ctx, { body }) => recording.uplink(await sourceOf(ctx), bytesOf(body), { locale: ctx.locale }),
  }),
]

const mappingRoutes = (formats: Formats): Route[] => [
  route({
    method: 'GET',
    path: '/api/v1/mappings',
    access: MANAGE,
    summary: 'How messages of each format become readings of each type',
    reply: MappingList,
    handler: (ctx) => formats.listMappings(ctx),
  }),
  route({
    method: 'POST',
    path: '/api/v1/mappings',
    access: MANAGE,
    summary: 'Says how messages of a format become readings of a type, in place of what was said before',
    body: Mapping,
    reply: MappingSaved,
    handler: (ctx, { body, commandId }) => formats.setMapping(ctx, commandId, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/mappings/:type/:format',
    access: MANAGE,
    summary: 'Takes a mapping away',
    params: MappingParams,
    reply: MappingSaved,
    handler: (ctx, { params, commandId }) => formats.removeMapping(ctx, commandId, params.type, params.format),
  }),
]

const stationRoutes = (formats: Formats): Route[] => [
  route({
    method: 'GET',
    path: '/api/v1/stations',
    access: MANAGE,
    summary: 'What things are called in other protocols',
    reply: StationList,
    handler: (ctx) => formats.listStations(ctx),
  }),
  route({
    method: 'PUT',
    path: '/api/v1/stations/:format/:name',
    access: MANAGE,
    summary: 'Says which thing a monitor’s MN or a DevEUI is',
    params: StationParams,
    body: StationBody,
    reply: StationSaved,
    handler: (ctx, { params, body, commandId }) => formats.setStation(ctx, commandId, { ...params, ...body }),
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/stations/:format/:name',
    access: MANAGE,
    summary: 'Forgets what a thing is called in another protocol',
    params: StationParams,
    reply: StationSaved,
    handler: (ctx, { params, commandId }) => formats.removeStation(ctx, commandId, params.format, params.name),
  }),
]
