import { z } from 'zod'
import { Name, Unit, Word } from '../pack/words.ts'
import { Bilingual, Instant } from '../text.ts'
import { PlaceKey } from './ground.ts'

const ValueType = z.enum(['number', 'boolean', 'string'])
const Value = z.union([z.number(), z.boolean(), z.string().max(200)])

/** What things of a type report. `unit` is a UCUM code; outside `range` a reading is impossible. */
export const ThingProperty = z.object({
  title: Bilingual,
  type: ValueType,
  unit: z.string().optional(),
  range: z.object({ min: z.number(), max: z.number() }).optional(),
})
export type ThingProperty = z.infer<typeof ThingProperty>

/** A fixed fact of each thing of a type. */
export const ThingAttribute = z.object({
  title: Bilingual,
  type: ValueType,
  unit: z.string().optional(),
  default: Value.optional(),
})
export type ThingAttribute = z.infer<typeof ThingAttribute>

const TypeCode = z
  .string()
  .max(100)
  .regex(/^[a-z0-9.-]+$/, 'small letters, digits, dots and hyphens')

/** What a thing type made by hand must hold to, as those of packs do. */
const OwnProperty = ThingProperty.refine(({ type, unit, range }) => type === 'number' || !(unit || range), {
  error: 'unit and range are for numbers only',
})
  .refine(({ type, unit }) => type !== 'number' || Unit.safeParse(unit).success, {
    error: 'a number needs a UCUM unit, such as m, mg/m3, Cel, %, or 1 if it has none',
  })
  .refine(({ range }) => range === undefined || range.min < range.max, {
    error: 'the range ends above where it begins',
  })

const OwnAttribute = ThingAttribute.refine((it) => it.default === undefined || typeof it.default === it.type, {
  error: 'the default is not of the type',
})

/**
 * `PUT /api/v1/city/thing-types`. Saving what is there already changes nothing; other words make the next version. The code
 * is two names and a dot, as in `place.bench`; one that a pack brought is the pack's to change.
 */
export const SaveThingType = z.object({
  code: TypeCode.refine(
    (code) => code.split('.').length === 2 && code.split('.').every((it) => Name.safeParse(it).success),
    {
      error: 'two names of small letters, digits and hyphens with a dot between, as in place.bench',
    },
  ),
  /** Begins the codes of such things, as in WG-014. */
  prefix: z.string().max(10),
  name: Bilingual,
  properties: z.record(Word, OwnProperty),
  attributes: z.record(Word, OwnAttribute).default({}),
  /** At people's homes: not for walls. */
  isPrivate: z.boolean().default(false),
})
export type SaveThingType = z.infer<typeof SaveThingType>
export const ThingType = SaveThingType.extend({
  version: z.number().int(),
  code: TypeCode,
  properties: z.record(z.string(), ThingProperty),
  attributes: z.record(z.string(), ThingAttribute),
  /** The pack it came with; null for one made by hand. */
  pack: z.string().nullable(),
})
export type ThingType = z.infer<typeof ThingType>
export const ThingTypeList = z.object({ items: z.array(ThingType) })

export const Thing = z.object({
  id: z.uuid(),
  code: z.string(),
  type: z.string(),
  typeVersion: z.number().int(),
  name: Bilingual,
  divisionKey: PlaceKey,
  unitGrid: z.string().nullable(),
  responsibilityGrid: z.string().nullable(),
  lon: z.number(),
  lat: z.number(),
  attributes: z.record(z.string(), Value),
  retired: z.boolean(),
  version: z.number().int(),
  registeredAt: Instant,
})
export type Thing = z.infer<typeof Thing>

const Attributes = z.record(z.string(), Value)

/** `POST /api/v1/city/things`: all or none. A code that is there already keeps its id; its other facts are replaced. */
export const RegisterThings = z.object({
  /** Refuses codes that are there already. */
  onlyNew: z.boolean().optional(),
  things: z
    .array(
      z.object({
        code: z.string().trim().min(1).max(64),
        type: TypeCode,
        name: Bilingual,
        lon: z.number().min(-180).max(180),
        lat: z.number().min(-90).max(90),
        attributes: Attributes.default({}),
      }),
    )
    .min(1)
    .max(5000),
})
export type RegisterThings = z.infer<typeof RegisterThings>
export const ThingsRegistered = z.object({ count: z.number().int() })
export type ThingsRegistered = z.infer<typeof ThingsRegistered>

/** `PATCH /api/v1/city/things/:code`; `version` is the one the person saw. What is left out stays. */
export const ChangeThing = z.object({
  version: z.number().int(),
  name: Bilingual.optional(),
  /** With another type, attributes that it does not know are left out. */
  type: TypeCode.optional(),
  position: z.object({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) }).optional(),
  attributes: Attributes.optional(),
  retired: z.boolean().optional(),
})
export type ChangeThing = z.infer<typeof ChangeThing>

const Box = z
  .string()
  .regex(/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/, 'west,south,east,north')
  .transform((text) => text.split(',').map(Number) as [number, number, number, number])

/**
 * `GET /api/v1/city/things`: by map window, by division, or both; `after` is the last code of the page before. Not in a
 * window, words in `q` narrow to things of such a code, name or kind, and `state` to those that stand.
 */
export const ThingQuery = z.object({
  q: z.string().trim().max(100).optional(),
  state: z.enum(['all', 'standing']).default('all'),
  box: Box.optional(),
  within: PlaceKey.optional(),
  type: TypeCode.optional(),
  after: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(5000).default(500),
})
export type ThingQuery = z.infer<typeof ThingQuery>
export const ThingList = z.object({ items: z.array(Thing), next: z.string().nullable() })
export type ThingList = z.infer<typeof ThingList>

/** `GET /api/v1/city/things/near` and `/crews/near`: nearest first. */
export const NearQuery = z.object({
  lon: z.coerce.number().min(-180).max(180),
  lat: z.coerce.number().min(-90).max(90),
  withinM: z.coerce.number().positive().max(20_000).default(500),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})
export type NearQuery = z.infer<typeof NearQuery>
export const ThingsNear = z.object({ items: z.array(Thing.extend({ distanceM: z.number() })) })
export type ThingsNear = z.infer<typeof ThingsNear>
