import { z } from 'zod'
import { Bilingual } from '../text.ts'
import { PlaceKey } from './ground.ts'

const Code = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[A-Za-z0-9._-]+$/, 'letters, digits, dot, hyphen, underscore')

/** centre 城运中心, department 职能部门, contractor 养护或物业企业, community 居委会, station 网格工作站. */
export const UnitKind = z.enum(['centre', 'department', 'contractor', 'community', 'station'])
export type UnitKind = z.infer<typeof UnitKind>

/** A responsible unit 承办单位; `divisionKey` is what it serves. */
export const Unit = z.object({
  id: z.uuid(),
  code: z.string(),
  kind: UnitKind,
  name: Bilingual,
  divisionKey: PlaceKey,
  parentId: z.uuid().nullable(),
  retired: z.boolean(),
})
export type Unit = z.infer<typeof Unit>

/** Saving by code: what is there under it changes, otherwise it is made. */
export const SaveUnit = z.object({
  code: Code,
  kind: UnitKind,
  name: Bilingual,
  divisionKey: PlaceKey,
  parentId: z.uuid().nullable().default(null),
  retired: z.boolean().default(false),
})
export type SaveUnit = z.infer<typeof SaveUnit>

/** A post 岗位 of a unit. */
export const Post = z.object({
  id: z.uuid(),
  code: z.string(),
  unitId: z.uuid(),
  name: Bilingual,
  retired: z.boolean(),
})
export type Post = z.infer<typeof Post>
export const SavePost = z.object({ code: Code, unitId: z.uuid(), name: Bilingual, retired: z.boolean().default(false) })
export type SavePost = z.infer<typeof SavePost>

/** A person who works here. How to reach them is asked for apart, with a purpose, and the look is written down. */
export const Person = z.object({
  id: z.uuid(),
  name: Bilingual,
  divisionKey: PlaceKey,
  retired: z.boolean(),
  posts: z.array(z.object({ id: z.uuid(), unitId: z.uuid(), name: Bilingual })),
})
export type Person = z.infer<typeof Person>
export const SavePerson = z.object({
  /** Chosen by the sender: the same id changes the person. */
  id: z.uuid(),
  name: Bilingual,
  /** Left out: stays as it is. */
  phone: z.string().trim().max(30).nullable().optional(),
  divisionKey: PlaceKey,
  retired: z.boolean().default(false),
})
export type SavePerson = z.infer<typeof SavePerson>

/** `POST /api/v1/city/memberships`: begins or ends a person's holding of a post. */
export const SetMembership = z.object({ personId: z.uuid(), postId: z.uuid(), holds: z.boolean() })
export type SetMembership = z.infer<typeof SetMembership>

/** `GET /api/v1/city/people/:id/contact?purpose=…`. */
export const PersonContactQuery = z.object({ purpose: z.string().trim().min(2).max(200) })
export const PersonContact = z.object({ phone: z.string().nullable() })
export type PersonContact = z.infer<typeof PersonContact>

/** A crew 班组 of a unit. Its people are named only to those who may see people there. */
export const Crew = z.object({
  id: z.uuid(),
  code: z.string(),
  unitId: z.uuid(),
  name: Bilingual,
  divisionKey: PlaceKey,
  base: z.object({ lon: z.number(), lat: z.number() }).nullable(),
  size: z.number().int(),
  retired: z.boolean(),
})
export type Crew = z.infer<typeof Crew>
export const SaveCrew = z.object({
  code: Code,
  unitId: z.uuid(),
  name: Bilingual,
  divisionKey: PlaceKey,
  base: z
    .object({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) })
    .nullable()
    .default(null),
  members: z.array(z.uuid()).max(200),
  leader: z.uuid().nullable().default(null),
  retired: z.boolean().default(false),
})
export type SaveCrew = z.infer<typeof SaveCrew>

/** `subject` is what is answered for, from coarse to fine with dots (`roads.drain`); `*` is everything else. */
export const Responsibility = z.object({
  id: z.uuid(),
  subject: z.string(),
  divisionKey: PlaceKey,
  grid: z.string().nullable(),
  unitId: z.uuid(),
})
export type Responsibility = z.infer<typeof Responsibility>
export const SetResponsibility = z.object({
  subject: z.string().trim().min(1).max(100),
  divisionKey: PlaceKey,
  grid: z.string().nullable().default(null),
  /** Null ends it. */
  unitId: z.uuid().nullable(),
})
export type SetResponsibility = z.infer<typeof SetResponsibility>

/** Answers of writes that name what was written. */
export const Saved = z.object({ id: z.string() })
export type Saved = z.infer<typeof Saved>

export const UnitQuery = z.object({ within: PlaceKey.optional(), kind: UnitKind.optional() })
export type UnitQuery = z.infer<typeof UnitQuery>
export const OfUnitQuery = z.object({ unitId: z.uuid().optional() })
export type OfUnitQuery = z.infer<typeof OfUnitQuery>
/** `q` is looked for in the names; `after` is the last id of the page before. */
export const PersonQuery = z.object({
  q: z.string().trim().max(60).optional(),
  postId: z.uuid().optional(),
  unitId: z.uuid().optional(),
  within: PlaceKey.optional(),
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(200),
})
export type PersonQuery = z.infer<typeof PersonQuery>
export const UnitList = z.object({ items: z.array(Unit) })
export const PostList = z.object({ items: z.array(Post) })
export const CrewList = z.object({ items: z.array(Crew) })
export const PersonList = z.object({ items: z.array(Person), next: z.string().nullable() })
export const ResponsibilityList = z.object({ items: z.array(Responsibility) })

export type PersonList = z.infer<typeof PersonList>

/** `GET /api/v1/city/crews/:id/members`: the leader first. */
export const CrewMembers = z.object({
  items: z.array(z.object({ personId: z.uuid(), name: Bilingual, leads: z.boolean() })),
})
export type CrewMembers = z.infer<typeof CrewMembers>

/** `GET /api/v1/city/crews/near`: by where they set out from, nearest first. */
export const CrewsNear = z.object({ items: z.array(Crew.extend({ distanceM: z.number() })) })
