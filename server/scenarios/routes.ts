import { z } from 'zod'
import { ChangePack, PackChanged, PackList, PacksScanned } from '../../contract/packs.ts'
import { type Route, route } from '../kernel/http/route.ts'
import type { PackCalls } from './calls.ts'

/** Packs over HTTP. */
export const packRoutes = (packs: PackCalls): Route[] => [
  route({
    method: 'GET',
    path: '/api/v1/packs',
    access: 'pack.view',
    summary: 'Scenario packs installed here, how they are set, and folders left out for their faults',
    reply: PackList,
    handler: (ctx) => packs.list(ctx),
  }),
  route({
    method: 'PATCH',
    path: '/api/v1/packs/:id',
    access: 'pack.manage',
    summary: 'Sets a pack’s inputs, or switches it on or off; it holds at once',
    params: z.object({ id: z.string().max(48) }),
    body: ChangePack,
    reply: PackChanged,
    handler: (ctx, { params, body, commandId }) => packs.change(ctx, commandId, params.id, body),
  }),
  route({
    method: 'POST',
    path: '/api/v1/packs/scan',
    access: 'pack.manage',
    summary: 'Reads the folders anew and installs what is new or changed in them',
    reply: PacksScanned,
    handler: (ctx, { commandId }) => packs.scan(ctx, commandId),
  }),
]
