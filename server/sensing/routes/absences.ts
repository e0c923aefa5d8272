import {
  AbsenceList,
  AbsenceParams,
  AbsenceSaved,
  AbsencesPage,
  AbsencesQuery,
  NewAbsence,
} from '../../../contract/absences.ts'
import { ThingParams } from '../../../contract/sensing.ts'
import { type Route, route } from '../../kernel/http/route.ts'
import { type Absences, ANNOUNCE_ANY } from '../absences/absences.ts'
import { ANNOUNCE } from '../absences/commands.ts'

const PATH = '/api/v1/things/:id/absences'

/** Absences announced for a thing, by its code or its id. */
export const absenceRoutes = (absences: Absences): Route[] => [
  route({
    method: 'GET',
    path: '/api/v1/absences',
    access: ANNOUNCE_ANY,
    summary: 'Absences of all things in the divisions of the reader, the newest first',
    query: AbsencesQuery,
    reply: AbsencesPage,
    handler: (ctx, { query }) => absences.listAll(ctx, query),
  }),
  route({
    method: 'GET',
    path: PATH,
    access: ANNOUNCE,
    summary: 'Absences announced for a thing, newest first; for officers and for its own contacts',
    params: ThingParams,
    reply: AbsenceList,
    handler: (ctx, { params }) => absences.list(ctx, params.id),
  }),
  route({
    method: 'POST',
    path: PATH,
    access: ANNOUNCE,
    summary: 'Announces that a thing will not be heard of: silence does not count meanwhile',
    params: ThingParams,
    body: NewAbsence,
    reply: AbsenceSaved,
    handler: (ctx, { params, body, commandId }) => absences.announce(ctx, commandId, params.id, body),
  }),
  route({
    method: 'POST',
    path: `${PATH}/:absence/end`,
    access: ANNOUNCE,
    summary: 'Ends an absence before its time: silence counts again',
    params: AbsenceParams,
    reply: AbsenceSaved,
    handler: (ctx, { params, commandId }) => absences.end(ctx, commandId, params.id, params.absence),
  }),
]
