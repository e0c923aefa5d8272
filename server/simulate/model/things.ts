import { chance } from './chance.ts'
import { type Drivers, driversAt } from './drivers.ts'
import type { Behaviour, ThingScript } from './script.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

export type Value = number | boolean

/** What one thing says at one moment, by property; a property that has nothing to say is left out. */
export type Said = Readonly<Record<string, Value>>

interface Moment {
  readonly seed: number
  readonly thing: string
  readonly ms: number
  readonly drivers: Drivers
  readonly everyMinutes: number
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000

const numberOf = (value: Value | undefined): number => (typeof value === 'number' ? value : 0)

function valueSaid(behaviour: Behaviour, property: string, at: Moment, said: Said): Value | undefined {
  const { seed, thing, ms, drivers } = at
  if ('above' in behaviour) {
    const isBroken = chance(seed, 'broken', thing, property, Math.floor(ms / (6 * HOUR_MS))) < behaviour.fails
    return !isBroken && numberOf(said[behaviour.above.property]) >= behaviour.above.value
  }
  if ('below' in behaviour) return numberOf(said[behaviour.below.property]) < behaviour.below.value
  if ('perHour' in behaviour) {
    const awake = behaviour.by === 'always' || drivers.day > 0
    const isNow = chance(seed, 'pulse', thing, property, ms) < (behaviour.perHour * at.everyMinutes) / 60
    // A meter says nothing flowed; what only ever says "now" is silent.
    if (!awake || !isNow) return behaviour.value === undefined ? undefined : 0
    const [least, most] = behaviour.value ?? []
    if (least === undefined || most === undefined) return true
    return rounded(least + (most - least) * chance(seed, 'pulse value', thing, property, ms))
  }
  // Some gauges stand where water gathers, some kitchens fry more.
  const share = 0.6 + 0.8 * chance(seed, 'share', thing)
  const moved = behaviour.rain * drivers.rain * share + behaviour.meals * drivers.meals * share
  const noise = behaviour.noise * (2 * chance(seed, 'noise', thing, property, ms) - 1)
  return rounded(Math.max(0, behaviour.base + moved + behaviour.tide * drivers.tide + noise))
}

/** What a thing says at an instant; `hour` is the hour of the day there. The same arguments give the same values. */
export function sayThing(script: ThingScript, seed: number, thing: string, ms: number, hour: number): Said {
  const at: Moment = { seed, thing, ms, drivers: driversAt(seed, ms, hour), everyMinutes: script.everyMinutes }
  const said: Record<string, Value> = {}
  for (const [property, behaviour] of script.properties) {
    const value = valueSaid(behaviour, property, at, said)
    if (value !== undefined) said[property] = value
  }
  return said
}

/** The moments after one instant up to another at which a thing speaks: its own minute, so that not all speak at once. */
export function momentsOf(
  script: ThingScript,
  seed: number,
  thing: string,
  afterMs: number,
  untilMs: number,
): number[] {
  const every = script.everyMinutes * MINUTE_MS
  const own = Math.floor(chance(seed, 'moment', thing) * every)
  const moments: number[] = []
  for (let ms = (Math.floor((afterMs - own) / every) + 1) * every + own; ms <= untilMs; ms += every) moments.push(ms)
  return moments
}
