import { z } from 'zod'
import {
  Case,
  CaseContacts,
  CaseList,
  CasePoints,
  CaseQuery,
  Category,
  Looking,
  Nearby,
  NearbyQuery,
  Overview,
  OverviewQuery,
  Queues,
  Recent,
  RecentQuery,
  Report,
  Reported,
  ReporterQuery,
  Reporters,
} from '../../contract/cases/index.ts'
import { Step, StepDone } from '../../contract/matter.ts'
import { type Route, route } from '../kernel/http/route.ts'
import { MAX_PHOTO_BYTES } from '../kernel/photos/index.ts'
import type { CaseCalls } from './calls.ts'
import { partRoutes } from './photo-parts.ts'

const CaseId = z.object({ id: z.uuid() })

const readRoutes = (cases: CaseCalls): Route[] => [
  route({
    method: 'GET',
    path: '/api/v1/cases',
    access: 'signed-in',
    summary:
      'Cases: what waits for this person, what they worked on, all in sight; searched by number, place and words',
    query: CaseQuery,
    reply: CaseList,
    handler: (ctx, { query }) => cases.list(ctx, query),
  }),
  route({
    method: 'GET',
    path: '/api/v1/cases/queues',
    access: 'signed-in',
    summary: 'How much waits for this person, by state',
    reply: Queues,
    handler: (ctx) => cases.queues(ctx),
  }),
  route({
    method: 'GET',
    path: '/api/v1/cases/categories',
    access: 'report.make',
    summary: 'What can be reported, with filing conditions and limits',
    reply: z.array(Category),
    handler: (ctx) => cases.categories(ctx),
  }),
  route({
    method: 'GET',
    path: '/api/v1/cases/nearby',
    access: 'report.make',
    summary: 'Open cases around a point, so that one thing is reported once',
    query: NearbyQuery,
    reply: Nearby,
    handler: (ctx, { query }) => cases.nearby(ctx, query),
  }),
  route({
    method: 'GET',
    path: '/api/v1/cases/:id',
    access: 'signed-in',
    summary: 'One case: its clues, photos, trail, and what this person may do now',
    params: CaseId,
    reply: Case,
    handler: (ctx, { params }) => cases.get(ctx, params.id),
  }),
]

const figureRoutes = (cases: CaseCalls): Route[] => [
  route({
    method: 'GET',
    path: '/api/v1/cases/overview',
    access: 'case.overview',
    summary: 'The figures of a division today and what needs somebody now',
    query: OverviewQuery,
    reply: Overview,
    handler: (ctx, { query }) => cases.overview(ctx, query),
  }),
  route({
    method: 'GET',
    path: '/api/v1/cases/map',
    access: 'case.overview',
    summary: 'Open cases and those closed today as points',
    query: OverviewQuery,
    reply: CasePoints,
    handler: (ctx, { query }) => cases.points(ctx, query),
  }),
  route({
    method: 'GET',
    path: '/api/v1/cases/recent',
    access: 'case.overview',
    summary: 'What was last done about cases, newest first',
    query: RecentQuery,
    reply: Recent,
    handler: (ctx, { query }) => cases.recent(ctx, query),
  }),
]

const writeRoutes = (cases: CaseCalls): Route[] => [
  route({
    method: 'POST',
    path: '/api/v1/reports',
    access: 'report.make',
    summary: 'Report something: a new case, or one more clue of an open one',
    body: Report,
    reply: Reported,
    handler: (ctx, { body, commandId }) => cases.report(ctx, commandId, body),
  }),
  route({
    method: 'POST',
    path: '/api/v1/cases/:id/steps',
    access: 'case.step',
    summary: 'Take a step on a case; acting on an older version is 409 kernel.stale with what changed',
    params: CaseId,
    body: Step,
    reply: StepDone,
    handler: (ctx, { params, body, commandId }) => cases.step(ctx, commandId, params.id, body),
  }),
  route({
    method: 'POST',
    path: '/api/v1/cases/:id/looking',
    access: 'signed-in',
    summary: 'Say that this person has the case open (or, with away, has put it down); answers who else has it',
    notCommand: 'A heartbeat, kept in memory only',
    params: CaseId,
    body: z.object({ away: z.boolean().default(false) }),
    reply: Looking,
    handler: (ctx, { params, body }) => cases.look(ctx, params.id, body.away),
  }),
  route({
    method: 'POST',
    path: '/api/v1/cases/:id/reporter',
    access: 'case.read-reporter',
    summary: 'Who told us; the look and its purpose are written to the journal',
    notCommand: 'A read; each look is an entry of its own',
    params: CaseId,
    body: ReporterQuery,
    reply: Reporters,
    handler: (ctx, { params, body }) => cases.reporters(ctx, params.id, body.purpose),
  }),
  route({
    method: 'POST',
    path: '/api/v1/cases/:id/contacts',
    access: 'case.read-contacts',
    summary:
      'Whom to tell of the thing the case is about, for those who work on it; each look is written to the journal',
    notCommand: 'A read; each look is an entry of its own',
    params: CaseId,
    body: ReporterQuery,
    reply: CaseContacts,
    handler: (ctx, { params, body }) => cases.contacts(ctx, params.id, body.purpose),
  }),
]

const Photo = z.object({ id: z.uuid(), width: z.number(), height: z.number() })
const PHOTOS_NEVER_CHANGE = 'private, max-age=31536000, immutable'

const photoRoutes = (cases: CaseCalls): Route[] => [
  ...partRoutes(cases.photoParts, {
    path: '/api/v1/photos/:id',
    access: 'signed-in',
    params: CaseId,
    ownerOf: (ctx) => ctx,
  }),
  route({
    method: 'PUT',
    path: '/api/v1/photos/:id',
    access: 'signed-in',
    summary: 'Keep a photo (the picture itself as the body) under an id the sender chose; sent again it is kept once',
    notCommand: 'The id is the idempotency key',
    bodyLimitBytes: MAX_PHOTO_BYTES,
    params: CaseId,
    body: z.instanceof(Buffer, {
      error: 'send the picture itself, as image/jpeg, image/png, image/webp or image/heic',
    }),
    reply: Photo,
    handler: (ctx, { params, body }) => cases.keepPhoto(ctx, params.id, body),
  }),
  route({
    method: 'GET',
    path: '/api/v1/photos/:id',
    access: 'signed-in',
    summary: 'A photo as JPEG, for whoever sent it or may see its case',
    params: CaseId,
    query: z.object({ size: z.enum(['full', 'small']).default('full') }),
    handler: async (ctx, { params, query, reply }) =>
      reply
        .type('image/jpeg')
        .header('cache-control', PHOTOS_NEVER_CHANGE)
        .send(await cases.readPhoto(ctx, params.id, query.size)),
  }),
]

/** The HTTP shape of cases. */
export const caseRoutes = (cases: CaseCalls): Route[] => [
  ...readRoutes(cases),
  ...figureRoutes(cases),
  ...writeRoutes(cases),
  ...photoRoutes(cases),
]
