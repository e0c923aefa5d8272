import { z } from 'zod'

const Instant = z.iso.datetime({ offset: true })

/** `GET /api/v1/things/:id/forecast`: the next hours of one property, from its last four weeks by hours. */
export const ForecastQuery = z.object({
  property: z.string().max(80),
  hours: z.coerce.number().int().min(1).max(72).default(24),
})

/** How each way of forecasting erred when the past was forecast from what was known before it, in the property's unit. */
const MethodErrors = z.object({ naive: z.number(), smoothing: z.number(), theta: z.number(), blend: z.number() })

export const ThingForecast = z.object({
  thing: z.object({ id: z.uuid(), code: z.string() }),
  property: z.string(),
  unit: z.string().nullable(),
  /** Null where there is too little of a past to forecast from. */
  forecast: z
    .object({
      method: z.enum(['naive', 'smoothing', 'theta', 'blend']),
      /** Whether the method erred less than repeating the last round; where nothing did, that is what is given. */
      beatsNaive: z.boolean(),
      errors: MethodErrors,
      /** How many times the past was forecast to choose the method and the width of the interval. */
      origins: z.number().int(),
      /** Means of whole hours, at their beginnings; nine of ten errors of the past lie between low and high. */
      points: z.array(z.object({ at: Instant, value: z.number(), low: z.number(), high: z.number() })),
    })
    .nullable(),
})
export type ThingForecast = z.infer<typeof ThingForecast>

/** `GET /api/v1/things/:id/anomalies`: what was unusual in one property in the last four weeks. */
export const AnomalyQuery = z.object({ property: z.string().max(80) })

/** In which way a reading was unusual, most of all. */
export const AnomalyReason = z.enum(['value', 'jump', 'level', 'hour', 'daypart', 'restless', 'still', 'rare'])

export const ThingAnomalies = z.object({
  thing: z.object({ id: z.uuid(), code: z.string() }),
  property: z.string(),
  unit: z.string().nullable(),
  /** Newest first, at most 100. A score lies between 0 and 1; half and more is listed. */
  anomalies: z.array(z.object({ at: Instant, value: z.number(), score: z.number(), reason: AnomalyReason })),
})
export type ThingAnomalies = z.infer<typeof ThingAnomalies>
