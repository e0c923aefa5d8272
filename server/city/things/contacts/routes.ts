import { z } from 'zod'
import * as contract from '../../../../contract/city/index.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import type { Contacts } from './contacts.ts'

const PATH = '/api/v1/city/things/by-code/:code/contacts'
const ByCode = z.object({ code: z.string().max(64) })

/** Whom to tell of a thing, for whoever keeps the list. Those who handle a case ask the case. */
export const contactRoutes = (contacts: Contacts): Route[] => [
  route({
    method: 'GET',
    path: PATH,
    access: 'city.read-thing-contacts',
    summary: 'Whom to tell of a thing; who looked and what for is written down',
    params: ByCode,
    query: contract.ContactsQuery,
    reply: contract.KeptContacts,
    handler: (ctx, { params, query }) => contacts.readContacts(ctx, params.code, query.purpose),
  }),
  route({
    method: 'PUT',
    path: PATH,
    access: 'city.manage-thing-contacts',
    summary: 'Says whom to tell of a thing, in place of what was said before',
    params: ByCode,
    body: contract.SaveContacts,
    reply: z.object({ contacts: z.number().int() }),
    handler: (ctx, { commandId, params, body }) => contacts.saveContacts(ctx, commandId, params.code, body),
  }),
]
