import type { Value } from '../../../contract/pack/index.ts'
import { createColumns } from './columns.ts'

/** A thing as sensing needs it; kept by the city module. */
export interface SensedThing {
  readonly id: string
  readonly code: string
  /** `pack.type`. */
  readonly type: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly divisionKey: string
  readonly lon: number
  readonly lat: number
  readonly attributes: Readonly<Record<string, Value>>
  /** From when silence counts. */
  readonly since: Date
}

/** A property as the ingest path needs it. */
export interface SensedProperty {
  readonly name: string
  readonly kind: 'number' | 'boolean' | 'string'
  readonly unit: string | null
  readonly min: number
  readonly max: number
  /** Its column in the rule state. */
  readonly column: number
}

/** A type of thing as the ingest path needs it. */
export interface SensedType {
  readonly properties: readonly SensedProperty[]
  /** Its things stand at people's homes: what they report is not for everybody's screen. */
  readonly isPrivate: boolean
}

/** A thing under a small number, by which typed arrays and the rule state know it. */
export interface ThingEntry extends SensedThing {
  readonly number: number
  readonly properties: readonly SensedProperty[]
  readonly isPrivate: boolean
  /** The series of each property, in their order. */
  readonly series: readonly number[]
}

export type Registry = ReturnType<typeof createRegistry>

/** Every thing that can report, in memory: code to properties to series without a query. */
export function createRegistry() {
  const byCode = new Map<string, ThingEntry>()
  const byId = new Map<string, ThingEntry>()
  const byNumber: (ThingEntry | undefined)[] = []
  const columns = createColumns()
  // Of a series: its thing's number and the place among its properties. Unused series have thing -1.
  let thingOf = new Int32Array(0)
  let placeOf = new Uint8Array(0)

  function grow(series: number): void {
    if (series < thingOf.length) return
    const length = Math.max(series + 1, thingOf.length * 2, 1024)
    const things = new Int32Array(length).fill(-1)
    things.set(thingOf)
    const places = new Uint8Array(length)
    places.set(placeOf)
    thingOf = things
    placeOf = places
  }

  function remove(id: string): ThingEntry | undefined {
    const entry = byId.get(id)
    if (entry === undefined) return undefined
    byId.delete(id)
    byCode.delete(entry.code)
    byNumber[entry.number] = undefined
    columns.remove(entry.number)
    for (const series of entry.series) thingOf[series] = -1
    return entry
  }

  return {
    /** Adds a thing, or what it has become; it keeps its number. */
    put(thing: SensedThing, type: SensedType, series: readonly number[]): ThingEntry {
      const known = remove(thing.id)
      const entry = {
        ...thing,
        number: known?.type === thing.type ? known.number : byNumber.length,
        ...type,
        series,
      }
      byCode.set(entry.code, entry)
      byId.set(entry.id, entry)
      byNumber[entry.number] = entry
      columns.put(entry)
      series.forEach((id, place) => {
        grow(id)
        thingOf[id] = entry.number
        placeOf[id] = place
      })
      return entry
    },
    remove,
    /** The same things in typed arrays, for questions about all of them. */
    columns,
    findByCode: (code: string): ThingEntry | undefined => byCode.get(code),
    findById: (id: string): ThingEntry | undefined => byId.get(id),
    findByNumber: (number: number): ThingEntry | undefined => byNumber[number],
    findBySeries: (series: number): ThingEntry | undefined => byNumber[thingOf[series] ?? -1],
    /** The place of a series among its thing's properties. */
    placeOf: (series: number): number => placeOf[series] ?? 0,
    all: (): IterableIterator<ThingEntry> => byId.values(),
    size: (): number => byId.size,
    /** The greatest series number in use is below this. */
    seriesBound: (): number => thingOf.length,
  }
}

/** The place of a property among those of a thing, or -1. */
export function placeOfProperty(entry: ThingEntry, property: string): number {
  const { properties } = entry
  for (let place = 0; place < properties.length; place += 1) if (properties[place]?.name === property) return place
  return -1
}
