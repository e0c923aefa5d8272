import type { Source } from '../intake/batch.ts'
import type { Newest } from '../intake/newest.ts'
import type { Words } from '../intake/words.ts'
import type { Registry, SensedProperty, ThingEntry } from '../registry/registry.ts'
import { type Rows, readRows } from '../writing/rows.ts'

/** A reading that has just been kept, or the newest of its series. */
export interface LiveReading {
  readonly thing: string
  readonly property: string
  readonly value: number | boolean | string
  readonly atMs: number
  readonly seq: number
}

export type Live = ReturnType<typeof createLive>

/** Readings as they are kept, for whoever follows them, and the newest of each series. */
export function createLive({ registry, newest, words }: { registry: Registry; newest: Newest; words: Words }) {
  const followers = new Set<(reading: LiveReading) => void>()

  const shown = ({ kind }: SensedProperty, value: number): LiveReading['value'] =>
    kind === 'boolean' ? value === 1 : kind === 'string' ? words.text(value) : value

  function* ofThing(entry: ThingEntry): Generator<LiveReading> {
    for (const [place, property] of entry.properties.entries()) {
      const series = entry.series[place] ?? 0
      const atMs = newest.atOf(series)
      if (atMs === undefined) continue
      const value = shown(property, newest.valueOf(series))
      yield { thing: entry.code, property: property.name, value, atMs, seq: newest.seqOf(series) }
    }
  }

  return {
    /** Tells followers what a commit has kept. Without followers it costs nothing. */
    tell(rows: Rows): void {
      if (followers.size === 0) return
      readRows(rows.body(), (series, seq, atMs, value) => {
        const entry = registry.findBySeries(series)
        const property = entry?.properties[registry.placeOf(series)]
        if (entry === undefined || property === undefined) return
        const reading = { thing: entry.code, property: property.name, value: shown(property, value), atMs, seq }
        for (const follower of followers) follower(reading)
      })
    },
    /** Calls back with every reading kept from now on. Gives what ends that. */
    follow(follower: (reading: LiveReading) => void): () => void {
      followers.add(follower)
      return () => followers.delete(follower)
    },
    /** The newest reading of every series of a thing, or of all things a source may see. */
    *newestOf(source: Source, thingCode: string | undefined): Generator<LiveReading> {
      if (thingCode !== undefined) {
        const entry = registry.findByCode(thingCode)
        if (entry !== undefined && source.may(entry)) yield* ofThing(entry)
        return
      }
      for (const entry of registry.all()) if (source.may(entry)) yield* ofThing(entry)
    },
  }
}
