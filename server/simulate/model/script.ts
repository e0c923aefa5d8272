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

/** How a place lives; `db/demo/life.yaml` explains each word. */
export const Script = z.strictObject({
  seed: z.int(),
  reports: z.strictObject({
    perDay: z.number().positive(),
    hours: z.array(z.number().nonnegative()).length(24),
    channels: z.record(z.enum(['resident', 'hotline', 'patrol']), z.number().nonnegative()),
    words: z.array(z.string()).min(1),
  }),
  past: z.strictObject({ hours: z.number().positive(), reports: z.int().nonnegative(), closedShare: share }),
  minutes: z.record(z.string(), z.number().positive()),
  failShare: share,
  things: z.record(z.string(), ThingScript),
})
export type Script = z.infer<typeof Script>
