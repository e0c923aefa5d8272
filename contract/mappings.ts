import { z } from 'zod'

/** How messages of a type of thing come. `hj212`, `senml` and `lorawan` say themselves what stands where. */
export const MappingFormat = z.enum(['json', 'csv', 'hj212', 'senml', 'lorawan'])
export type MappingFormat = z.infer<typeof MappingFormat>

/** One value of a message: kept as `property`, in `unit` (UCUM) if it is another than the property's, after `value × factor + offset`. */
export const MappingField = z.object({
  /** A path in JSON (`data.temp`), a column of CSV by title or number from 1, a pollutant code (`a34004-Rtd`, `2051:a34004-Avg`). */
  from: z.string().min(1).max(100),
  property: z.string().min(1).max(80),
  unit: z.string().max(24).optional(),
  factor: z.number().default(1),
  offset: z.number().default(0),
})

/** How messages of one format become readings of one type of thing. What no field names is left out. */
export const Mapping = z.object({
  /** `pack.type`. */
  type: z.string().regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/),
  format: MappingFormat,
  fields: z.array(MappingField).min(1).max(200),
  /** JSON: where the rows are, when not the whole message. */
  items: z.string().min(1).max(100).optional(),
  /** Where a row has its time and its thing; without them as it arrives, and as the topic or address says. */
  time: z.string().min(1).max(100).optional(),
  thing: z.string().min(1).max(100).optional(),
  /** How a time is written: with a zone, seconds or ms since 1970, `20260701060000` or `2026-07-01 06:00:00` of the place. */
  clock: z.enum(['iso', 's', 'ms', 'compact', 'local']).default('iso'),
  /** CSV. */
  separator: z.enum([',', ';', '\t', '|']).default(','),
  hasHeader: z.boolean().default(true),
})
export type Mapping = z.infer<typeof Mapping>

export const MappingList = z.object({ items: z.array(Mapping) })
export const MappingParams = z.object({ type: z.string().min(1).max(120), format: MappingFormat })
export const MappingSaved = Mapping.pick({ type: true, format: true })

/** What a thing is called elsewhere: the MN of an HJ 212 monitor, the DevEUI of a LoRaWAN device. */
const StationName = z.object({
  format: z.enum(['hj212', 'lorawan']),
  name: z.string().regex(/^[0-9A-Za-z_-]{1,40}$/),
})
export const StationParams = StationName
export const StationSaved = StationName
/** `PUT /api/v1/stations/:format/:name`. `password` is what a monitor sends as PW; without it any is taken. */
export const StationBody = z.object({
  thing: z.string().min(1).max(80),
  password: z.string().min(1).max(20).optional(),
})
export type NewStation = z.infer<typeof StationName> & z.infer<typeof StationBody>
export const Station = StationName.extend({ thing: z.string(), hasPassword: z.boolean() })
export type Station = z.infer<typeof Station>
export const StationList = z.object({ items: z.array(Station) })

/** `POST /api/v1/things/:id/data/:format`: a message as its maker writes it. */
export const DataParams = z.object({
  id: z.string().min(1).max(80),
  format: z.enum(['json', 'csv', 'senml', 'senml-cbor']),
})
