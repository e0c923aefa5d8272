import { z } from 'zod'
import {
  FindReport,
  PublicCategory,
  PublicReport,
  PublicReported,
  ReportAddition,
  ReportLink,
  ReportProgress,
  ReportToken,
} from '../../../contract/cases/index.ts'
import { Step } from '../../../contract/matter.ts'
import { createLimit, type LimitDeps } from '../../kernel/http/limits.ts'
import { type Route, route } from '../../kernel/http/route.ts'
import { MAX_PHOTO_BYTES } from '../../kernel/photos/index.ts'
import { partRoutes } from '../photo-parts.ts'
import type { Residents } from './residents.ts'

const ANYBODY = { public: 'Anybody may report, without an account and without a name; counted by address and in all' }
const BY_LINK = { public: 'Whoever holds the secret link of a report is taken for its reporter; counted by address' }
const TOLD = { public: 'What can be reported is published; a resident chooses from it before anybody knows them' }

/** Whole neighbourhoods share one address with their operator: enough for them, little for a machine. */
const createLimits = (deps: LimitDeps) => ({
  reports: createLimit(deps, { purpose: 'reports', eachAnHour: 30, allAnHour: 1200 }),
  photos: createLimit(deps, { purpose: 'photos', eachAnHour: 150, allAnHour: 6000 }),
  /** A photo comes in a few parts, each asked about when the network broke. */
  parts: createLimit(deps, { purpose: 'parts', eachAnHour: 1500, allAnHour: 30_000 }),
  finds: createLimit(deps, { purpose: 'finds', eachAnHour: 20, allAnHour: 1200 }),
  /** Guesses at the phone of one number, wherever they come from. */
  findsOfNumber: createLimit(deps, { purpose: 'finds-of-number', eachAnHour: 10, allAnHour: 1200 }),
  looks: createLimit(deps, { purpose: 'looks', eachAnHour: 1500, allAnHour: 120_000 }),
})
type Limits = ReturnType<typeof createLimits>

const ByToken = z.object({ token: ReportToken })
const ByTokenAndPhoto = z.object({ token: ReportToken, id: z.uuid() })
const Picture = z.instanceof(Buffer, {
  error: 'send the picture itself, as image/jpeg, image/png, image/webp or image/heic',
})
const Kept = z.object({ id: z.uuid(), width: z.number(), height: z.number() })

const makingRoutes = (residents: Residents, limits: Limits): Route[] => [
  route({
    method: 'GET',
    path: '/api/v1/public/categories',
    access: TOLD,
    summary: 'The kinds of thing that can be reported',
    reply: z.array(PublicCategory),
    handler: () => residents.categories(),
  }),
  route({
    method: 'POST',
    path: '/api/v1/public/reports',
    access: ANYBODY,
    summary: 'Report something without an account; answers the number and a secret link to follow it on',
    body: PublicReport,
    reply: PublicReported,
    async handler(ctx, { body, commandId, request }) {
      await limits.reports.takeFor(request)
      return residents.report(ctx, commandId, body)
    },
  }),
  route({
    method: 'PUT',
    path: '/api/v1/public/photos/:id',
    access: ANYBODY,
    summary: 'Keep a photo for the report that will be sent with `report` as its Idempotency-Key, and for no other',
    notCommand: 'The id is the idempotency key',
    bodyLimitBytes: MAX_PHOTO_BYTES,
    params: z.object({ id: z.uuid() }),
    query: z.object({ report: z.uuid() }),
    body: Picture,
    reply: Kept,
    async handler(ctx, { params, query, body, request }) {
      await limits.photos.takeFor(request)
      return residents.keepPhoto(residents.photoOwner(ctx, query.report), params.id, body)
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/public/reports/find',
    access: ANYBODY,
    summary: 'A new link for whoever knows the number of a report and the phone number given with it',
    body: FindReport,
    reply: ReportLink,
    async handler(ctx, { body, commandId, request }) {
      await limits.finds.takeFor(request)
      await limits.findsOfNumber.take(body.number)
      return residents.find(ctx, commandId, body)
    },
  }),
]

const followingRoutes = (residents: Residents, limits: Limits): Route[] => [
  route({
    method: 'GET',
    path: '/api/v1/public/reports/:token',
    access: BY_LINK,
    summary: 'How a report goes, in plain words, and what its reporter may do now',
    params: ByToken,
    reply: ReportProgress,
    async handler(ctx, { params, request, reply }) {
      await limits.looks.takeFor(request)
      reply.header('cache-control', 'no-store')
      return residents.progress(ctx, params.token)
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/public/reports/:token/steps',
    access: BY_LINK,
    summary: 'Object or reopen as the reporter; acting on an older version is 409 kernel.stale',
    params: ByToken,
    body: Step,
    reply: ReportProgress,
    async handler(ctx, { params, body, commandId, request }) {
      await limits.reports.takeFor(request)
      return residents.step(ctx, commandId, params.token, body)
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/public/reports/:token/additions',
    access: BY_LINK,
    summary: 'Add words and photos while the case is open',
    params: ByToken,
    body: ReportAddition,
    reply: ReportProgress,
    async handler(ctx, { params, body, commandId, request }) {
      await limits.reports.takeFor(request)
      return residents.add(ctx, commandId, params.token, body)
    },
  }),
  route({
    method: 'PUT',
    path: '/api/v1/public/reports/:token/photos/:id',
    access: BY_LINK,
    summary: 'Keep a photo to add to a report',
    notCommand: 'The id is the idempotency key',
    bodyLimitBytes: MAX_PHOTO_BYTES,
    params: ByTokenAndPhoto,
    body: Picture,
    reply: Kept,
    async handler(ctx, { params, body, request }) {
      await limits.photos.takeFor(request)
      return residents.keepPhoto(await residents.photoOwnerByLink(ctx, params.token), params.id, body)
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/public/reports/:token/photos/:id',
    access: BY_LINK,
    summary: 'A picture of a report: those its reporter sent, and those taken when it was done',
    params: ByTokenAndPhoto,
    query: z.object({ size: z.enum(['full', 'small']).default('full') }),
    async handler(ctx, { params, query, request, reply }) {
      await limits.looks.takeFor(request)
      const picture = await residents.photo(ctx, params.token, params.id, query.size)
      return reply.type('image/jpeg').header('cache-control', 'private, max-age=3600').send(picture)
    },
  }),
]

const partedRoutes = (residents: Residents, limits: Limits): Route[] => [
  ...partRoutes(residents.photoParts, {
    path: '/api/v1/public/photos/:id',
    access: ANYBODY,
    params: z.object({ id: z.uuid() }),
    query: z.object({ report: z.uuid() }),
    async ownerOf(ctx, { report = '' }, request) {
      await limits.parts.takeFor(request)
      return residents.photoOwner(ctx, report)
    },
  }),
  ...partRoutes(residents.photoParts, {
    path: '/api/v1/public/reports/:token/photos/:id',
    access: BY_LINK,
    params: ByTokenAndPhoto,
    async ownerOf(ctx, { token = '' }, request) {
      await limits.parts.takeFor(request)
      return residents.photoOwnerByLink(ctx, token)
    },
  }),
]

/** The HTTP shape of reporting without an account. */
export function residentRoutes(residents: Residents, deps: LimitDeps): Route[] {
  const limits = createLimits(deps)
  return [...makingRoutes(residents, limits), ...followingRoutes(residents, limits), ...partedRoutes(residents, limits)]
}
