import { z } from 'zod'
import { Position, Severity } from './cases/report.ts'
import { Bilingual, Instant } from './text.ts'

/** When something was measured: ISO 8601 with a zone, or milliseconds since 1970. Kept to the millisecond. */
export const MeasuredAt = z.union([Instant, z.number().int()])

/**
 * One reading. The same thing, property, time and sequence number is counted once, however often it is sent. Without
 * `at` it is measured when it arrives, and then only an `Idempotency-Key` makes sending it again harmless.
 */
export const Reading = z.object({
  /** The thing's code. Left out on an MQTT topic that names the thing. */
  thing: z.string(),
  property: z.string(),
  /** As the property is declared: number, boolean (or 0 and 1) or text. */
  value: z.union([z.number(), z.boolean(), z.string().max(200)]),
  /** UCUM, where it is not the property's own unit; converted if it measures the same. */
  unit: z.string().optional(),
  at: MeasuredAt.optional(),
  /** The device's own count, for several readings of one moment. */
  seq: z.number().int().min(0).max(2_147_483_647).optional(),
})
export type Reading = z.infer<typeof Reading>

/**
 * Many readings by column, five times smaller and quicker to read: `values[i]` belongs to `series[i]`, a number from
 * `GET /api/v1/series`, in the property's own unit. One `at` for all, or one each.
 */
export const ReadingColumns = z.object({
  series: z.array(z.number().int()),
  values: z.array(z.number()),
  at: z.union([MeasuredAt, z.array(MeasuredAt)]).optional(),
})
export type ReadingColumns = z.infer<typeof ReadingColumns>

/** `POST /api/v1/readings`: one, several, or columns; at most `READINGS_LIMIT`. */
export const Readings = z.union([Reading, z.array(Reading), ReadingColumns])
export const READINGS_LIMIT = 50_000

/** A reading that was not kept, by its place in the batch. The sentence is in the caller's language. */
export const Refusal = z.object({ index: z.number().int(), code: z.string(), title: z.string() })
export type Refusal = z.infer<typeof Refusal>

/** What became of a batch, when it is on disk. Items named nowhere were recorded. */
export const Recorded = z.object({
  recorded: z.number().int(),
  /** Places in the batch of readings that were already kept. */
  duplicates: z.array(z.number().int()),
  refused: z.array(Refusal),
})
export type Recorded = z.infer<typeof Recorded>

const limit = (initial: number, most: number) => z.coerce.number().int().min(1).max(most).default(initial)

/** `GET /api/v1/series`: the series the caller may send for, in order of number. */
export const SeriesQuery = z.object({ after: z.coerce.number().int().default(0), limit: limit(1000, 10_000) })
export const SeriesList = z.object({
  items: z.array(
    z.object({ id: z.number().int(), thing: z.string(), property: z.string(), unit: z.string().nullable() }),
  ),
  next: z.number().int().nullable(),
})

/** A thing by its id or its code. */
export const ThingParams = z.object({ id: z.string().min(1).max(80) })

/** `GET /api/v1/things/:id/said`: `isWill` where the connection was lost and its will spoke. */
export const Said = z.object({
  said: z.object({ status: z.string(), at: Instant, isWill: z.boolean() }).nullable(),
})

/** `GET /api/v1/things/:id/readings`: the newest `limit` of each property between two instants, the last day by default. */
export const ThingReadingsQuery = z.object({
  from: Instant.optional(),
  to: Instant.optional(),
  property: z.string().optional(),
  limit: limit(2000, 20_000),
  /** Readings that a correction withdrew are left out, unless this is set; they are marked then. */
  originals: z.stringbool().default(false),
})

export const ReadingValue = z.union([z.number(), z.boolean(), z.string()])

/** What a correction made of a reading; `original` is what was sent. */
export const Corrected = z.object({
  id: z.uuid(),
  kind: z.enum(['replace', 'shift', 'void']),
  reason: z.string(),
  original: ReadingValue,
})

/** Oldest first. */
export const ThingReadings = z.object({
  thing: z.object({ id: z.uuid(), code: z.string() }),
  from: Instant,
  to: Instant,
  series: z.array(
    z.object({
      property: z.string(),
      unit: z.string().nullable(),
      readings: z.array(z.object({ at: Instant, value: ReadingValue, corrected: Corrected.optional() })),
      /** There are more between the two instants than `limit`. */
      truncated: z.boolean(),
    }),
  ),
})
export type ThingReadings = z.infer<typeof ThingReadings>

/** An absence announced for a thing that lasts now: its silence is known of. */
export const KnownAbsence = z.object({ from: Instant, until: Instant })

/** Asks for what may hang where anybody passes, whoever asks: nothing at people's homes. */
export const wall = z.stringbool().default(false)

/** `GET /api/v1/sensing/overview`: how many things report, and what they warn of. */
export const SensingOverviewQuery = z.object({ division: z.string().optional(), wall })
export const SensingOverview = z.object({
  at: Instant,
  things: z.object({
    /** Read as often as usual; late; never; sending what is impossible. */
    heard: z.number().int(),
    silent: z.number().int(),
    never: z.number().int(),
    outOfRange: z.number().int(),
  }),
  openAlarms: z.record(Severity, z.number().int()),
})
export type SensingOverview = z.infer<typeof SensingOverview>

/** `GET /api/v1/refused-readings`: newest first. `before` is the id of the last one of the page before. */
export const RefusedQuery = z.object({
  source: z.string().optional(),
  thing: z.string().optional(),
  code: z.string().optional(),
  before: z.coerce.number().int().optional(),
  limit: limit(100, 1000),
})
export const RefusedReading = z.object({
  id: z.number().int(),
  at: Instant,
  /** `device:<id>`, or the account that sent it. */
  source: z.string(),
  door: z.enum(['http', 'mqtt']),
  thing: z.string().nullable(),
  property: z.string().nullable(),
  code: z.string(),
  title: Bilingual,
  /** What was sent, cut to 1,000 characters. */
  payload: z.string(),
})
export type RefusedReading = z.infer<typeof RefusedReading>
export const RefusedList = z.object({ items: z.array(RefusedReading), next: z.number().int().nullable() })
export type RefusedList = z.infer<typeof RefusedList>

/** `GET /api/v1/refused-readings/reasons`: how often each reason was given in the last seven days, the most frequent first. */
export const RefusedReasons = z.object({
  items: z.array(z.object({ code: z.string(), title: Bilingual, count: z.number().int(), lastAt: Instant })),
})
export type RefusedReasons = z.infer<typeof RefusedReasons>

/** `GET /api/v1/alarms`: newest first. */
export const AlarmQuery = z.object({
  state: z.enum(['open', 'cleared', 'all']).default('open'),
  thing: z.string().optional(),
  division: z.string().optional(),
  before: Instant.optional(),
  wall,
  limit: limit(100, 1000),
})
export const Alarm = z.object({
  id: z.uuid(),
  rule: z.string(),
  /** The position is null where the thing does not stand any more. */
  thing: z.object({ id: z.uuid(), code: z.string(), position: Position.nullable() }),
  /** Known of the thing now, whenever the alarm was raised. */
  absence: KnownAbsence.nullable(),
  divisionKey: z.string(),
  severity: Severity,
  title: Bilingual,
  because: Bilingual,
  /** What the rule read, by name. */
  values: z.record(z.string(), ReadingValue),
  raisedAt: Instant,
  changedAt: Instant,
  clearedAt: Instant.nullable(),
})
export type Alarm = z.infer<typeof Alarm>
export const AlarmList = z.object({ items: z.array(Alarm), next: Instant.nullable() })
export type AlarmList = z.infer<typeof AlarmList>

const DeviceId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, '1 to 64 of letters, digits, . _ -')

/** `POST /api/v1/devices`: a credential. A gateway sends for everything in its division, others for the things named. */
export const NewDevice = z.object({
  id: DeviceId,
  name: z.string().trim().min(1).max(100),
  divisionKey: z.string().regex(/^([0-9a-z]{3})*$/),
  gateway: z.boolean().default(false),
  /** Codes of things; each must lie in the division. */
  things: z.array(z.string()).max(1000).default([]),
})
export type NewDevice = z.infer<typeof NewDevice>

/** The secret is told once; null when the same request was answered before. User name for MQTT and Basic: the id. */
export const IssuedDevice = z.object({ id: z.string(), secret: z.string().nullable() })
export type IssuedDevice = z.infer<typeof IssuedDevice>

export const DeviceParams = z.object({ id: DeviceId })

/** `POST /api/v1/devices/:id/certificates`: an X.509 certificate in PEM form; nobody need have signed it. */
export const NewCertificate = z.object({ certificate: z.string().min(1).max(20_000) })
export const CertificateParams = DeviceParams.extend({ fingerprint: z.string().regex(/^[0-9a-f]{64}$/) })
/** SHA-256 of the certificate, in hex. */
export const CertificateAdded = z.object({ fingerprint: z.string() })
export const DeviceCertificates = z.object({
  items: z.array(
    z.object({
      fingerprint: z.string(),
      subject: z.string(),
      validUntil: Instant,
      addedAt: Instant,
      removedAt: Instant.nullable(),
    }),
  ),
})
export type DeviceCertificates = z.infer<typeof DeviceCertificates>

/** `GET /api/v1/devices`. `q` is looked for in id and name; `thing` is the code of one they send for by name. */
export const DeviceQuery = z.object({
  thing: z.string().max(64).optional(),
  q: z.string().trim().max(100).optional(),
  state: z.enum(['active', 'revoked', 'all']).default('all'),
  after: z.string().default(''),
  limit: limit(100, 1000),
})
export const Device = z.object({
  id: z.string(),
  name: z.string(),
  divisionKey: z.string(),
  gateway: z.boolean(),
  things: z.array(z.string()),
  issuedAt: Instant,
  rotatedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  /** When it last signed in or sent; null if never. */
  seenAt: Instant.nullable(),
})
export type Device = z.infer<typeof Device>
export const DeviceList = z.object({ items: z.array(Device), next: z.string().nullable() })
export type DeviceList = z.infer<typeof DeviceList>

/**
 * `POST /api/v1/devices/:id/test`: readings an administrator sends by hand as if the device did. They are kept and judged
 * like any other. Each is checked for itself, so that what is wrong with one is seen and the rest are kept.
 */
export const TestReadings = z.object({ items: z.array(z.unknown()).min(1).max(100) })
export type TestReadings = z.infer<typeof TestReadings>
