import { z } from 'zod'
import * as contract from '../../../contract/city/index.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import { type Route, route } from '../../kernel/http/route.ts'
import type { Staff } from './staff.ts'

const V1 = '/api/v1/city'
const DIRECTORY = 'city.view-directory'
const MANAGE = 'city.manage'

/** The staff over HTTP. */
export const staffRoutes = (staff: Staff): Route[] => [
  ...unitRoutes(staff),
  ...peopleRoutes(staff),
  ...writeRoutes(staff),
]

const unitRoutes = (staff: Staff): Route[] => [
  route({
    method: 'GET',
    path: `${V1}/units`,
    access: DIRECTORY,
    summary: 'Responsible units',
    query: contract.UnitQuery,
    reply: contract.UnitList,
    handler: async (ctx, { query }) => ({ items: await staff.listUnits(ctx, query) }),
  }),
  route({
    method: 'GET',
    path: `${V1}/posts`,
    access: DIRECTORY,
    summary: 'Posts, of one unit or of all',
    query: contract.OfUnitQuery,
    reply: contract.PostList,
    handler: async (ctx, { query }) => ({ items: await staff.listPosts(ctx, query) }),
  }),
  route({
    method: 'GET',
    path: `${V1}/crews`,
    access: DIRECTORY,
    summary: 'Crews, of one unit or of all',
    query: contract.OfUnitQuery,
    reply: contract.CrewList,
    handler: async (ctx, { query }) => ({ items: await staff.listCrews(ctx, query) }),
  }),
  route({
    method: 'GET',
    path: `${V1}/crews/near`,
    access: DIRECTORY,
    summary: 'Crews by where they set out from, nearest first',
    query: contract.NearQuery,
    reply: contract.CrewsNear,
    handler: async (ctx, { query }) => ({ items: await staff.nearestCrews(ctx, query) }),
  }),
  route({
    method: 'GET',
    path: `${V1}/responsibilities`,
    access: DIRECTORY,
    summary: 'Who answers for what and where',
    query: contract.OfUnitQuery,
    reply: contract.ResponsibilityList,
    handler: async (ctx, { query }) => ({ items: await staff.listResponsibilities(ctx, query) }),
  }),
]

const peopleRoutes = (staff: Staff): Route[] => [
  route({
    method: 'GET',
    path: `${V1}/people`,
    access: 'city.view-people',
    summary: 'People who work in one’s divisions, with their posts',
    query: contract.PersonQuery,
    reply: contract.PersonList,
    handler: (ctx, { query }) => staff.listPeople(ctx, query),
  }),
  route({
    method: 'GET',
    path: `${V1}/people/:id`,
    access: 'city.view-people',
    summary: 'One person, with the posts held now',
    params: z.object({ id: z.uuid() }),
    reply: contract.Person,
    handler: async (ctx, { params }) => {
      const person = await staff.findPerson(ctx, params.id)
      if (person === undefined) throw kernelErrors.not_found()
      return person
    },
  }),
  route({
    method: 'GET',
    path: `${V1}/crews/:id/members`,
    access: 'city.view-people',
    summary: 'The people of a crew, its leader first',
    params: z.object({ id: z.uuid() }),
    reply: contract.CrewMembers,
    handler: async (ctx, { params }) => ({ items: await staff.listCrewMembers(ctx, params.id) }),
  }),
  route({
    method: 'GET',
    path: `${V1}/people/:id/contact`,
    access: 'city.read-contact',
    summary: 'A person’s telephone; who looked and what for is written down',
    params: z.object({ id: z.uuid() }),
    query: contract.PersonContactQuery,
    reply: contract.PersonContact,
    handler: (ctx, { params, query }) => staff.readContact(ctx, params.id, query.purpose),
  }),
]

const writeRoutes = (staff: Staff): Route[] => [
  route({
    method: 'PUT',
    path: `${V1}/units`,
    access: MANAGE,
    summary: 'Makes or changes a unit',
    body: contract.SaveUnit,
    reply: contract.Saved,
    handler: (ctx, { commandId, body }) => staff.saveUnit(ctx, commandId, body),
  }),
  route({
    method: 'PUT',
    path: `${V1}/posts`,
    access: MANAGE,
    summary: 'Makes or changes a post',
    body: contract.SavePost,
    reply: contract.Saved,
    handler: (ctx, { commandId, body }) => staff.savePost(ctx, commandId, body),
  }),
  route({
    method: 'PUT',
    path: `${V1}/crews`,
    access: MANAGE,
    summary: 'Makes or changes a crew, members included',
    body: contract.SaveCrew,
    reply: contract.Saved,
    handler: (ctx, { commandId, body }) => staff.saveCrew(ctx, commandId, body),
  }),
  route({
    method: 'PUT',
    path: `${V1}/responsibilities`,
    access: MANAGE,
    summary: 'Says who answers for a subject at a place',
    body: contract.SetResponsibility,
    reply: z.object({ unitId: z.uuid().nullable() }),
    handler: (ctx, { commandId, body }) => staff.setResponsibility(ctx, commandId, body),
  }),
  route({
    method: 'PUT',
    path: `${V1}/people`,
    access: MANAGE,
    summary: 'Makes or changes a person',
    body: contract.SavePerson,
    reply: contract.Saved,
    handler: (ctx, { commandId, body }) => staff.savePerson(ctx, commandId, body),
  }),
  route({
    method: 'POST',
    path: `${V1}/memberships`,
    access: MANAGE,
    summary: 'Begins or ends a person’s holding of a post',
    body: contract.SetMembership,
    reply: z.object({ holds: z.boolean() }),
    handler: (ctx, { commandId, body }) => staff.setMembership(ctx, commandId, body),
  }),
]
