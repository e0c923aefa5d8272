import type { ThingAnomalies, ThingForecast } from '../../contract/insight.ts'
import type { ThingSeries } from '../../contract/series.ts'
import type { Ctx } from '../kernel/actor.ts'
import type { Sensing } from '../sensing/index.ts'
import { ANOMALY_SCORE, createDetector, detect } from './anomaly/detector.ts'
import { fillGaps, forecast } from './forecast/forecast.ts'

/** What insight needs of others: readings as people see them, so that nothing is shown that a person may not see. */
export interface OutlookDeps {
  readonly views: Pick<Sensing['views'], 'series'>
  /** IANA name of the place's time zone: an hour of the day is one of its clocks. */
  readonly zone: string
}

const HOUR_MS = 3_600_000
const DAY_HOURS = 24
const WEEK_HOURS = 168
const PAST_HOURS = 4 * WEEK_HOURS
/** One more than the hours of the past, so that a busy series comes by whole hours. */
const HOURLY = PAST_HOURS + 1
/** A point every half hour: fewer would hide what is short. */
const HALF_HOURLY = 2 * PAST_HOURS + 1
const MOST_ANOMALIES = 100
/** A week's round needs three weeks to be told from chance; before that only the day's is taken. */
const WEEKS_FOR_A_WEEK = 3

export type Outlook = ReturnType<typeof createOutlook>

/** Means of whole hours, oldest first, null where nothing was read; a point of a stretch counts for its beginning. */
function hoursOf({ points }: ThingSeries): { readonly firstHour: number; readonly means: (number | null)[] } {
  const hourOf = (at: string) => Math.floor(Date.parse(at) / HOUR_MS)
  const firstHour = hourOf(points[0]?.at ?? '1970-01-01T00:00:00Z')
  const sums: { sum: number; count: number }[] = []
  for (const { at, mean, count } of points) {
    const place = hourOf(at) - firstHour
    const before = sums[place]
    sums[place] = { sum: (before?.sum ?? 0) + mean * count, count: (before?.count ?? 0) + count }
  }
  const means = Array.from(sums, (hour) => (hour === undefined ? null : hour.sum / hour.count))
  return { firstHour, means }
}

/** Seconds of the clock on the wall at an instant. */
function wallS(at: string, zone: string): number {
  const there = Temporal.Instant.from(at).toZonedDateTimeISO(zone)
  return (there.epochMilliseconds + there.offsetNanoseconds / 1e6) / 1000
}

/** Forecasts and anomalies of one thing's property, worked out when they are asked for. */
export function createOutlook({ views, zone }: OutlookDeps) {
  async function past(ctx: Ctx, id: string, property: string, points: number): Promise<ThingSeries> {
    const to = ctx.clock.now()
    const from = new Date(to.getTime() - PAST_HOURS * HOUR_MS)
    return views.series(ctx, id, { property, span: 'month', points, from: from.toISOString(), to: to.toISOString() })
  }

  return {
    async forecast(ctx: Ctx, id: string, query: { property: string; hours: number }): Promise<ThingForecast> {
      const series = await past(ctx, id, query.property, HOURLY)
      const { firstHour, means } = hoursOf(series)
      // The hour that is not over yet has a mean of only some of its readings.
      const now = Math.floor(ctx.clock.now().getTime() / HOUR_MS)
      const history = fillGaps(means.slice(0, Math.max(0, now - firstHour)))
      const season = history.length >= WEEKS_FOR_A_WEEK * WEEK_HOURS ? WEEK_HOURS : DAY_HOURS
      const said = forecast(history, season, query.hours)
      const next = firstHour + history.length
      const atOf = (step: number) => new Date((next + step) * HOUR_MS).toISOString()
      const { thing, property, unit } = series
      const points = said?.points.map((point, step) => ({ at: atOf(step), ...point })) ?? []
      return { thing, property, unit, forecast: said === undefined ? null : { ...said, points } }
    },

    async anomalies(ctx: Ctx, id: string, property: string): Promise<ThingAnomalies> {
      const series = await past(ctx, id, property, HALF_HOURLY)
      const detector = createDetector(1)
      const found: ThingAnomalies['anomalies'] = []
      for (const { at, mean } of series.points) {
        const judged = detect(detector, 0, mean, wallS(at, zone))
        if (judged !== undefined && judged.score >= ANOMALY_SCORE) found.push({ at, value: mean, ...judged })
      }
      const { thing, unit } = series
      return { thing, property, unit, anomalies: found.reverse().slice(0, MOST_ANOMALIES) }
    },
  }
}
