import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { importErrors } from '../errors.ts'

const Column = z.string().min(1)

/** What a file of things means; docs/guide/import.md explains each word. */
export const ThingMapping = z.strictObject({
  code: Column.default('code'),
  /** A column with a word for the kind of each thing; a word that `map` does not know is taken as the type's own code. */
  type: z.strictObject({ column: Column, map: z.record(z.string(), z.string()).default({}) }).default({
    column: 'type',
    map: {},
  }),
  /** One column may serve for both languages. */
  name: z.strictObject({ zh: Column, en: Column }).default({ zh: 'nameZh', en: 'nameEn' }),
  position: z
    .strictObject({ lon: Column, lat: Column, system: z.enum(['WGS84', 'GCJ02', 'BD09']).default('WGS84') })
    .default({ lon: 'lon', lat: 'lat', system: 'WGS84' }),
  /** Attribute to column; without it every further column is the attribute of its name. */
  attributes: z.record(z.string(), Column).optional(),
})
export type ThingMapping = z.infer<typeof ThingMapping>

/** Every column the mapping speaks of. */
export const columnsOfThings = ({ code, type, name, position, attributes = {} }: ThingMapping): string[] => [
  ...new Set([code, type.column, name.zh, name.en, position.lon, position.lat, ...Object.values(attributes)]),
]

/** Reads a mapping and says what is wrong with it; without a file the columns have the names of the export. */
export async function readThingMapping(file: string | undefined): Promise<ThingMapping> {
  if (file === undefined) return ThingMapping.parse({})
  try {
    return ThingMapping.parse(parse(await readFile(file, 'utf8')) ?? {})
  } catch (cause) {
    const detail = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message
    throw importErrors.not_mapping({ file, detail }, { cause })
  }
}
