import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { importErrors } from '../errors.ts'

const Column = z.string().min(1)

/** What a file of reports means; docs/guide/import.md explains each word. */
export const Mapping = z.strictObject({
  /** Names where it came from: with the key it makes a report the same however often it is imported. */
  source: z.string().min(1),
  key: Column,
  zone: z
    .string()
    .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC', 'an IANA zone'),
  time: z.strictObject({ column: Column, format: z.string().optional() }),
  category: z.strictObject({
    column: Column,
    map: z.record(z.string(), z.string()),
    /** What is on nobody's list: refused, or left for intake to decide. */
    unmapped: z.enum(['refuse', 'leave']).default('refuse'),
  }),
  /** A text with `{Column}` in it. */
  words: z.string().default(''),
  place: z.string().default(''),
  position: z.strictObject({
    lon: Column,
    lat: Column,
    system: z.enum(['WGS84', 'GCJ02', 'BD09']).default('WGS84'),
  }),
  channel: z
    .strictObject({
      column: Column.optional(),
      map: z.record(z.string(), z.enum(['resident', 'hotline', 'patrol'])).default({}),
      otherwise: z.enum(['resident', 'hotline', 'patrol']).default('resident'),
    })
    .default({ map: {}, otherwise: 'resident' }),
  reporter: z.strictObject({ name: Column.optional(), phone: Column.optional() }).optional(),
})
export type Mapping = z.infer<typeof Mapping>

const inText = (text: string): string[] => [...text.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '')

/** Every column the mapping speaks of. */
export const columnsOf = ({ key, time, category, position, channel, reporter, words, place }: Mapping): string[] => [
  ...[key, time.column, category.column, position.lon, position.lat],
  ...[channel.column, reporter?.name, reporter?.phone].filter((column) => column !== undefined),
  ...inText(words),
  ...inText(place),
]

/** Reads a mapping and says what is wrong with it. */
export async function readMapping(file: string): Promise<Mapping> {
  try {
    return Mapping.parse(parse(await readFile(file, 'utf8')))
  } catch (cause) {
    const detail = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message
    throw importErrors.not_mapping({ file, detail }, { cause })
  }
}
