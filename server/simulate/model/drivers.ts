import { chance } from './chance.ts'

const HOUR_MS = 3_600_000
const SHOWER_SHARE = 0.09
/** Longest time a shower still wets: its own length and the draining after it. */
const LOOK_BACK_HOURS = 12
const DRAIN_HOURS = 1.6
const TIDE_HOURS = 12.42

/** What moves many things at once, each from 0 to 1 but the tide, which goes from -1 to 1. */
export interface Drivers {
  readonly rain: number
  readonly meals: number
  readonly tide: number
  readonly day: number
}

/** How full the ground is of the rain of the last hours: it rises while a shower lasts and drains after it. */
export function wetness(seed: number, ms: number): number {
  const hour = Math.floor(ms / HOUR_MS)
  let wet = 0
  for (let began = hour - LOOK_BACK_HOURS; began <= hour; began += 1) {
    if (chance(seed, 'shower', began) >= SHOWER_SHARE) continue
    const hours = 1.5 + 3 * chance(seed, 'shower hours', began)
    const strength = 0.25 + 0.75 * chance(seed, 'shower strength', began)
    const sinceHours = ms / HOUR_MS - began
    if (sinceHours < 0) continue
    const rise = 1 - Math.exp(-Math.min(sinceHours, hours))
    const drained = Math.exp(-Math.max(0, sinceHours - hours) / DRAIN_HOURS)
    wet += strength * rise * drained
  }
  return Math.min(1, wet)
}

/** A hill around an hour of the day, as wide as given. */
const around = (hour: number, middle: number, width: number): number => Math.exp(-(((hour - middle) / width) ** 2))

/** Everything that moves things, at an instant and the hour of the day it is there (such as 13.5). */
export const driversAt = (seed: number, ms: number, hour: number): Drivers => ({
  rain: wetness(seed, ms),
  meals: Math.min(1, around(hour, 12, 1.1) + around(hour, 18.5, 1.4)),
  tide: Math.sin((2 * Math.PI * ms) / (TIDE_HOURS * HOUR_MS)),
  day: hour >= 6.5 && hour < 21.5 ? 1 : 0,
})
