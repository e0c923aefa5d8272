import { z } from 'zod'
import { Name, Ref, Texts, Unit, Value, ValueType, Word } from './words.ts'

const Range = z.strictObject({ min: z.number(), max: z.number() })

/** Something a thing of this type reports. `range` is what is physically possible: a reading outside is set aside. */
export const Property = z
  .strictObject({ title: Texts, type: ValueType, unit: Unit.optional(), range: Range.optional() })
  .refine((it) => it.type === 'number' || (it.unit === undefined && it.range === undefined), {
    error: 'unit and range are for numbers only',
  })
  .refine((it) => it.type !== 'number' || it.unit !== undefined, { error: 'a number needs a unit (1 if it has none)' })
export type Property = z.infer<typeof Property>

/** A fixed fact of one thing, such as the level its own alarms stand at; `default` serves things that do not say. */
export const Attribute = z
  .strictObject({ title: Texts, type: ValueType, unit: Unit.optional(), default: Value.optional() })
  .refine((it) => it.default === undefined || typeof it.default === it.type, {
    error: 'the default is not of the type',
  })
export type Attribute = z.infer<typeof Attribute>

export const ThingType = z.strictObject({
  title: Texts,
  /** Short prefix of the codes of such things, as in WG-014. */
  code: z.string().regex(/^[A-Z][A-Z0-9]{1,5}$/, 'must be two to six capitals or digits'),
  /** At people's homes: such things are not shown on walls and other screens that anybody sees. */
  private: z.boolean().default(false),
  attributes: z.record(Word, Attribute).default({}),
  properties: z.record(Word, Property),
})
export type ThingType = z.infer<typeof ThingType>

/** `things.yaml`: by name, the types of thing the scenario watches. */
export const ThingTypes = z.record(Name, ThingType)
export type ThingTypes = z.infer<typeof ThingTypes>

/** One real or demonstration thing, in WGS-84 degrees. */
export const ThingRow = z.strictObject({
  code: z.string().min(1).max(64),
  type: Ref,
  name: Texts,
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  attributes: z.record(Word, Value).default({}),
})
export type ThingRow = z.infer<typeof ThingRow>

/**
 * Demonstration things wherever the pack is installed: so many, spread evenly along the place's own waters or roads, or
 * inside its blocks. A name may say `{beside}`, the water or road, and `{ordinal}`, the how-manieth there.
 */
export const MadeThings = z.strictObject({
  type: Ref,
  count: z.number().int().min(1).max(1000),
  beside: z.enum(['water', 'road', 'block']),
  /** Only beside features of this kind, such as river or canal, trunk or street. */
  kind: z.string().optional(),
  seed: z.number().int().min(0),
  name: Texts,
  attributes: z.record(Word, Value).default({}),
})
export type MadeThings = z.infer<typeof MadeThings>

/** `data/things.yaml`: the things that come with the pack; they are put in only where demonstration data is wanted. */
export const ThingRows = z.strictObject({
  source: z.string().min(1),
  licence: z.string().min(1),
  things: z.array(ThingRow).default([]),
  made: z.array(MadeThings).default([]),
})
export type ThingRows = z.infer<typeof ThingRows>
