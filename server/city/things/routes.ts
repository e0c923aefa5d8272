import { z } from 'zod'
import * as contract from '../../../contract/city/index.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import { type Route, route } from '../../kernel/http/route.ts'
import type { Things } from './things.ts'

const V1 = '/api/v1/city'
const VIEW = 'city.view-things'
const MANAGE = 'city.manage-things'
const ByCode = z.object({ code: z.string().max(64) })
const Versioned = z.object({ version: z.number().int() })

/** Things over HTTP. */
export const thingRoutes = (things: Things): Route[] => [...readRoutes(things), ...writeRoutes(things)]

const readRoutes = (things: Things): Route[] => [
  route({
    method: 'GET',
    path: `${V1}/thing-types`,
    access: VIEW,
    summary: 'What kinds of thing there are, and what they report',
    reply: contract.ThingTypeList,
    handler: async (ctx) => ({ items: await things.listTypes(ctx) }),
  }),
  route({
    method: 'GET',
    path: `${V1}/things`,
    access: VIEW,
    summary: 'Things by map window, or page by page',
    query: contract.ThingQuery,
    reply: contract.ThingList,
    handler: (ctx, { query }) => things.listThings(ctx, query),
  }),
  route({
    method: 'GET',
    path: `${V1}/things/near`,
    access: VIEW,
    summary: 'Things near a point, nearest first',
    query: contract.NearQuery,
    reply: contract.ThingsNear,
    handler: async (ctx, { query }) => ({ items: await things.nearestThings(ctx, query) }),
  }),
  route({
    method: 'GET',
    path: `${V1}/things/by-code/:code`,
    access: VIEW,
    summary: 'One thing',
    params: ByCode,
    reply: contract.Thing,
    handler: async (ctx, { params }) => {
      const thing = await things.findThing(ctx, params.code)
      if (thing === undefined) throw kernelErrors.not_found()
      return thing
    },
  }),
]

const writeRoutes = (things: Things): Route[] => [
  route({
    method: 'PUT',
    path: `${V1}/thing-types`,
    access: MANAGE,
    summary: 'Keeps a kind of thing; other words make its next version',
    body: contract.SaveThingType,
    reply: Versioned,
    handler: (ctx, { commandId, body }) => things.saveThingType(ctx, commandId, body),
  }),
  route({
    method: 'POST',
    path: `${V1}/things`,
    access: MANAGE,
    summary: 'Registers things, all or none',
    body: contract.RegisterThings,
    bodyLimitBytes: 8 * 1024 * 1024,
    reply: contract.ThingsRegistered,
    handler: (ctx, { commandId, body }) => things.registerThings(ctx, commandId, body),
  }),
  route({
    method: 'PATCH',
    path: `${V1}/things/by-code/:code`,
    access: MANAGE,
    summary: 'Moves, renames, retires or brings back a thing',
    params: ByCode,
    body: contract.ChangeThing,
    reply: Versioned,
    handler: (ctx, { commandId, params, body }) => things.changeThing(ctx, commandId, params.code, body),
  }),
]
