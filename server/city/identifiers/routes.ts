import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import * as contract from '../../../contract/city/index.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import { type Call, type Route, route } from '../../kernel/http/route.ts'
import { errors } from '../errors.ts'
import {
  FORMS,
  type Form,
  formOf,
  jsonLdOf,
  linkHeaderOf,
  linksetJsonOf,
  linksetOf,
  MEDIA_TYPES,
  pageOf,
  unknownPage,
} from './forms.ts'
import type { Identifiers } from './identifiers.ts'

const Asked = z.object({
  format: z.enum(FORMS).optional(),
  // How many nodes have passed this question on.
  hops: z.coerce.number().int().min(0).max(99).default(0),
})
type Asked = z.infer<typeof Asked>

/** Two nodes that leave a prefix to each other would pass a question on for ever. */
const MOST_HOPS = 4

const Wild = z.object({ '*': z.string().min(1).max(600) })
const OfCode = z.object({ code: z.string().min(1).max(40) })
const OfObject = z.object({
  kind: z.enum(['thing', 'division', 'grid', 'unit', 'case']),
  key: z.string().min(1).max(100),
})

// As it was sent: a slash within a GS1 serial number is written %2F, and is told from one between parts only here.
const rawOf = (url: string): string => url.slice('/id/'.length).split('?')[0] ?? ''

const pathOf = (value: string): string => value.split('/').map(encodeURIComponent).join('/')

const parametersOf = (form: Form | undefined, hops: number): string => {
  const parameters = new URLSearchParams()
  if (form !== undefined) parameters.set('format', form)
  if (hops > 0) parameters.set('hops', String(hops))
  return parameters.size === 0 ? '' : `?${parameters}`
}

function unknown(ctx: Ctx, form: Form, reply: FastifyReply) {
  if (form !== 'html') throw kernelErrors.not_found()
  return reply.code(404).type(MEDIA_TYPES.html).send(unknownPage(ctx.locale))
}

function written(record: contract.IdentifierRecord, form: Form, origin: string, ctx: Ctx): string {
  if (form === 'html') return pageOf(record, ctx.locale)
  if (form === 'jsonld') return jsonLdOf(record, origin)
  return form === 'linkset' ? linksetOf(record, origin) : linksetJsonOf(record, origin)
}

async function answer(identifiers: Identifiers, ctx: Ctx, call: Call<z.infer<typeof Wild>, Asked, unknown>) {
  const { params, query, request, reply } = call
  const origin = `${request.protocol}://${request.host}`
  const form = query.format ?? formOf(request.headers.accept ?? '')
  reply.header('vary', 'accept, accept-language, cookie, authorization').header('cache-control', 'private, no-cache')
  const resolved = await identifiers.resolve(ctx, params['*'], rawOf(request.url))
  if (resolved.at === 'unknown') return unknown(ctx, form, reply)
  if (resolved.at === 'moved') return reply.redirect(`/id/${resolved.code}${parametersOf(query.format, 0)}`, 301)
  if (resolved.at === 'elsewhere') {
    if (query.hops >= MOST_HOPS) throw errors.resolve_circle()
    const further = parametersOf(query.format, query.hops + 1)
    return reply.redirect(`${resolved.resolver}${pathOf(resolved.name.value)}${further}`, 307)
  }
  const { record } = resolved
  // Published places that are no more: their code goes on saying what they were.
  const isGone = record.retired && (record.kind === 'grid' || record.kind === 'division')
  return reply
    .code(isGone ? 410 : 200)
    .header('link', linkHeaderOf(record, origin))
    .type(MEDIA_TYPES[form])
    .send(written(record, form, origin, ctx))
}

/** Codes over HTTP: `/id/` for anybody who holds one, the rest for administrators. */
export const identifierRoutes = (identifiers: Identifiers): Route[] => [
  route({
    method: 'GET',
    path: '/id/*',
    access: {
      public:
        'Whoever scans a label asks; divisions and grids are published, of all else only those hear who may see it',
    },
    summary: 'What a code, or any other name of an object, stands for: a page, JSON-LD or a linkset',
    params: Wild,
    query: Asked,
    handler: (ctx, call) => answer(identifiers, ctx, call),
  }),
  route({
    method: 'GET',
    path: '/api/v1/city/objects/:kind/:key/identifier',
    access: 'signed-in',
    summary: 'The code and other names of an object',
    params: OfObject,
    reply: contract.IdentifierRecord,
    handler: (ctx, { params: { kind, key } }) => identifiers.recordOfObject(ctx, kind, key),
  }),
  ...writingRoutes(identifiers),
]

const writingRoutes = (identifiers: Identifiers): Route[] => [
  route({
    method: 'POST',
    path: '/api/v1/city/identifiers/:code/aliases',
    access: 'city.manage',
    summary: 'Gives an object one more name',
    params: OfCode,
    body: contract.AddAlias,
    reply: contract.AliasSaved,
    handler: (ctx, { params, body, commandId }) => identifiers.addAlias(ctx, commandId, params.code, body),
  }),
  route({
    method: 'POST',
    path: '/api/v1/city/identifiers/:code/aliases/retire',
    access: 'city.manage',
    summary: 'Says that a name is no longer in use; links by it go on working',
    params: OfCode,
    body: contract.AddAlias,
    reply: contract.AliasSaved,
    handler: (ctx, { params, body, commandId }) => identifiers.retireAlias(ctx, commandId, params.code, body),
  }),
  route({
    method: 'POST',
    path: '/api/v1/city/identifiers/:code/successor',
    access: 'city.manage',
    summary: 'Leads a code to the object that took its object’s place',
    params: OfCode,
    body: contract.SucceedIdentifier,
    reply: contract.Succeeded,
    handler: (ctx, { params, body, commandId }) => identifiers.succeedIdentifier(ctx, commandId, params.code, body),
  }),
  route({
    method: 'PUT',
    path: '/api/v1/city/identifier-prefixes',
    access: 'city.manage',
    summary: 'Leaves names that begin so to another node, or takes them back',
    body: contract.DelegatePrefix,
    reply: z.object({ prefix: z.string() }),
    handler: (ctx, { body, commandId }) => identifiers.delegatePrefix(ctx, commandId, body),
  }),
]
