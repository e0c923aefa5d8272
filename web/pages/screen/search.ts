import type { Severity } from '../../../contract/cases/index.ts'

/** What the Screen shows, as it stands in the address. */
export interface ScreenSearch {
  /** The division drilled into; without it the largest the person looks after. */
  division?: string
  /** Shows nothing of persons and leads nowhere: for a wall. */
  wall?: 1
  /** On a wall: goes on to the next street after so many seconds. */
  rotate?: number
  /** The map looks from the side to begin with. */
  tilted?: 1
  /** Layers of the map that are switched off. */
  without?: readonly Layer[]
  /** What the right side lists instead of what needs somebody. */
  list?: 'alarms' | 'silent'
  /** Only alarms of this level. */
  level?: Severity
  /** The code of the thing looked at. */
  thing?: string
}

export const layers = ['cases', 'things', 'heat'] as const
export type Layer = (typeof layers)[number]

/** From the gravest to the least. */
export const levels = ['red', 'orange', 'yellow', 'blue'] as const satisfies readonly Severity[]

const lists = ['alarms', 'silent'] as const
const leastSeconds = 10
const mostSeconds = 3600

const oneOf = <Value extends string>(values: readonly Value[], raw: unknown): Value | undefined =>
  values.find((value) => value === raw)

/** A key or a code of digits only was read from the address as a number. */
const asText = (raw: unknown): string | undefined =>
  (typeof raw === 'string' && raw !== '') || typeof raw === 'number' ? String(raw).slice(0, 80) : undefined

function asSeconds(raw: unknown): number | undefined {
  return typeof raw === 'number' && raw > 0 ? Math.min(Math.max(raw, leastSeconds), mostSeconds) : undefined
}

/** What the address asks for; anything else there is ignored. */
export function readScreenSearch(raw: Readonly<Record<string, unknown>>): ScreenSearch {
  const without = layers.filter((layer) => Array.isArray(raw.without) && raw.without.includes(layer))
  const read = {
    division: asText(raw.division),
    wall: raw.wall === 1 || raw.wall === true ? 1 : undefined,
    rotate: asSeconds(raw.rotate),
    tilted: raw.tilted === 1 || raw.tilted === true ? 1 : undefined,
    without: without.length > 0 ? without : undefined,
    list: oneOf(lists, raw.list),
    level: oneOf(levels, raw.level),
    thing: asText(raw.thing),
  }
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined))
}

/** The same Screen with a layer switched on or off. */
export function withLayer(search: ScreenSearch, layer: Layer): ScreenSearch {
  const off = search.without ?? []
  const without = off.includes(layer) ? off.filter((each) => each !== layer) : [...off, layer]
  return readScreenSearch({ ...search, without })
}
