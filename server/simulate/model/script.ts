import { z } from 'zod'

const share = z.number().min(0).max(1)

/** Moves with what drives many things; `rain` and `meals` count more for some things than for others. */
const Wave = z.strictObject({
  base: z.number(),
  rain: z.number().default(0),
  meals: z.number().default(0),
  tide: z.number().default(0),
  noise: z.number().default(0),
})
const Line = z.strictObject({ property: z.string(), value: z.number() })
/** Follows another property of the same thing; `fails` is the share of hours in which it stays off. */
const Above = z.strictObject({ above: Line, fails: share.default(0) })
const Below = z.strictObject({ below: Line })
/** Now and then: true, or a number of the range; nothing is sent between. */
const Pulse = z.strictObject({
  perHour: z.number().positive(),
  by: z.enum(['day', 'always']).default('always'),
  value: z.tuple([z.number(), z.number()]).optional(),
})

export const Behaviour = z.union([Wave, Above, Below, Pulse])
export type Behaviour = z.infer<typeof Behaviour>

/** How things of one type behave. */
export const ThingScript = z
  .object({ everyMinutes: z.number().positive() })
  .catchall(Behaviour)
  .transform(({ everyMinutes, ...properties }) => ({
    everyMinutes,
    // What follows another property comes after it.
    properties: Object.entries(properties as Readonly<Record<string, Behaviour>>),
  }))
export type ThingScript = z.infer<typeof ThingScript>

/** One way somebody tells of something; `{where}` is the road. */
const Telling = z.strictObject({
  often: z.number().positive(),
  when: z.enum(['night', 'day', 'rain']).optional(),
  zh: z.string(),
  en: z.string().optional(),
})
export type Telling = z.infer<typeof Telling>

/** What people tell by `<category>#<condition>`; what is named nowhere is reported by nobody. */
const Told = z.record(z.string().regex(/^[^#]+#[^#]+$/), z.array(Telling).min(1))

/** How a place lives; `db/demo/life.yaml` and `told.yaml` explain each word. */
export const Script = z.strictObject({
  seed: z.int(),
  reports: z.strictObject({
    perDay: z.number().positive(),
    hours: z.array(z.number().nonnegative()).length(24),
    channels: z.record(z.enum(['resident', 'hotline', 'patrol']), z.number().nonnegative()),
    /** Share of residents who write English. */
    english: share,
  }),
  told: Told,
  past: z.strictObject({ hours: z.number().positive(), reports: z.int().nonnegative(), closedShare: share }),
  minutes: z.record(z.string(), z.number().positive()),
  /** How often staff do something else than what is usual at a station. */
  refuseShare: share,
  returnShare: share,
  voidShare: share,
  failShare: share,
  /** How often somebody takes much longer, and how many times as long. */
  slowShare: share,
  slowTimes: z.number().min(1),
  /** What staff write, by action; a form that asks for words and finds none here gets the last list. */
  says: z.record(z.string(), z.array(z.string()).min(1)),
  things: z.record(z.string(), ThingScript),
})
export type Script = z.infer<typeof Script>
