import { InstructionGiven, InstructionList, NewInstruction } from '../../../contract/instructions.ts'
import { Said, ThingParams } from '../../../contract/sensing.ts'
import { type Route, route } from '../../kernel/http/route.ts'
import type { Clients } from '../clients/clients.ts'
import { GIVE } from '../instructions/commands.ts'
import type { Instructions } from '../instructions/instructions.ts'
import type { ReadingViews } from '../readings/readings.ts'

const PATH = '/api/v1/things/:id/instructions'

/** What is asked of a thing, and what it says of itself. */
export const instructionRoutes = (instructions: Instructions, clients: Clients, views: ReadingViews): Route[] => [
  route({
    method: 'GET',
    path: PATH,
    access: GIVE,
    summary: 'Instructions to a thing with what it answered, newest first',
    params: ThingParams,
    reply: InstructionList,
    handler: (ctx, { params }) => instructions.list(ctx, params.id),
  }),
  route({
    method: 'POST',
    path: PATH,
    access: GIVE,
    summary: 'Asks something of a thing, which hears of it over MQTT',
    params: ThingParams,
    body: NewInstruction,
    reply: InstructionGiven,
    handler: (ctx, { params, body, commandId }) => instructions.give(ctx, commandId, params.id, body),
  }),
  route({
    method: 'GET',
    path: '/api/v1/things/:id/said',
    access: 'reading.view',
    summary: 'What a thing last said of itself, or its lost client’s will for it',
    params: ThingParams,
    reply: Said,
    handler: async (ctx, { params }) => {
      const row = clients.saidOf(views.getThing(ctx, params.id).id)
      return { said: row === undefined ? null : { status: row.status, at: row.at.toISOString(), isWill: row.isWill } }
    },
  }),
]
