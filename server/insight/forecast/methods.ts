/** Gives the values after a history of evenly spaced values; `season` is how many make one round, 1 for none. */
export type Method = (history: readonly number[], season: number, horizon: number) => number[]

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** What it was one round ago; without a round, what it was last. */
export const seasonalNaive: Method = (history, season, horizon) =>
  Array.from({ length: horizon }, (_, step) => history[history.length - season + (step % season)] ?? 0)

interface Rates {
  readonly level: number
  readonly trend: number
  readonly season: number
}

const DAMPING = 0.95
const RATES: readonly Rates[] = [0.05, 0.15, 0.4].flatMap((level) =>
  [0, 0.05].flatMap((trend) => [0.05, 0.2].map((season) => ({ level, trend, season }))),
)

/** How far each place of the round lies from the mean, by what remains beside a mean over one round. */
function seasonOf(history: readonly number[], season: number): number[] {
  if (season < 2 || history.length < 2 * season) return new Array<number>(Math.max(1, season)).fill(0)
  const sums = new Array<number>(season).fill(0)
  const counts = new Array<number>(season).fill(0)
  const half = season >> 1
  let round = mean(history.slice(0, season)) * season
  for (let at = half; at + season - half < history.length; at++) {
    const place = at % season
    sums[place] = (sums[place] ?? 0) + (history[at] ?? 0) - round / season
    counts[place] = (counts[place] ?? 0) + 1
    round += (history[at - half + season] ?? 0) - (history[at - half] ?? 0)
  }
  const places = sums.map((sum, place) => sum / Math.max(1, counts[place] ?? 1))
  const off = mean(places)
  return places.map((place) => place - off)
}

function smooth(history: readonly number[], season: number, rates: Rates, begun: readonly number[]) {
  const seasons = [...begun]
  const round = Math.min(history.length, Math.max(1, season))
  let level = mean(history.slice(0, round))
  let trend = 0
  let squares = 0
  for (const [at, value] of history.entries()) {
    const place = at % round
    const usual = seasons[place] ?? 0
    const off = value - (level + DAMPING * trend + usual)
    if (at >= round) squares += off * off
    level += DAMPING * trend + rates.level * off
    trend = DAMPING * trend + rates.trend * rates.level * off
    if (season > 1) seasons[place] = usual + rates.season * (1 - rates.level) * off
  }
  return { level, trend, seasons, squares }
}

/** Holt-Winters with a damped trend and additive seasons; its rates are those that fit the history best. */
export const dampedSmoothing: Method = (history, season, horizon) => {
  const begun = seasonOf(history, season)
  let best = smooth(history, season, RATES[0] ?? { level: 0.1, trend: 0, season: 0.1 }, begun)
  for (const rates of RATES.slice(1)) {
    const next = smooth(history, season, rates, begun)
    if (next.squares < best.squares) best = next
  }
  let [reach, step] = [0, 1]
  return Array.from({ length: horizon }, (_, ahead) => {
    step *= DAMPING
    reach += step
    return best.level + reach * best.trend + (best.seasons[(history.length + ahead) % best.seasons.length] ?? 0)
  })
}

/** The theta method: seasons taken off, half the long slope added to a smoothed level, seasons put back. */
export const theta: Method = (history, season, horizon) => {
  const seasons = seasonOf(history, season)
  const bare = history.map((value, at) => value - (seasons[at % seasons.length] ?? 0))
  const middle = (bare.length - 1) / 2
  const centre = mean(bare)
  let [over, under] = [0, 0]
  for (const [at, value] of bare.entries()) {
    over += (at - middle) * (value - centre)
    under += (at - middle) ** 2
  }
  const drift = under === 0 ? 0 : over / under / 2
  let best = { level: bare[0] ?? 0, squares: Number.POSITIVE_INFINITY }
  for (const rate of [0.02, 0.05, 0.1, 0.2, 0.4, 0.7]) {
    let [level, squares] = [bare[0] ?? 0, 0]
    for (const value of bare) {
      squares += (value - level - drift) ** 2
      level += rate * (value - level)
    }
    if (squares < best.squares) best = { level, squares }
  }
  return Array.from(
    { length: horizon },
    (_, ahead) => best.level + drift * (ahead + 1) + (seasons[(history.length + ahead) % seasons.length] ?? 0),
  )
}

/** The mean of the other two better ones, which errs less than either where they err apart. */
export const blend: Method = (history, season, horizon) => {
  const other = theta(history, season, horizon)
  return dampedSmoothing(history, season, horizon).map((value, step) => (value + (other[step] ?? value)) / 2)
}
