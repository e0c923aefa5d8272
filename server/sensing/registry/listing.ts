import type { Source } from '../intake/batch.ts'
import type { Registry } from './registry.ts'

/** Lists the numbers of the series a source may send for, after a number. */
export const createListing = (registry: Registry) => (source: Source, after: number, limit: number) => {
  const items = []
  for (let id = after + 1; id < registry.seriesBound() && items.length < limit; id += 1) {
    const entry = registry.findBySeries(id)
    const property = entry?.properties[registry.placeOf(id)]
    if (entry === undefined || property === undefined || !source.may(entry)) continue
    items.push({ id, thing: entry.code, property: property.name, unit: property.unit })
  }
  return { items, next: items.length < limit ? null : (items.at(-1)?.id ?? null) }
}
