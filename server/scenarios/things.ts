import { qualify, type Texts, type ThingRow } from '../../contract/pack/index.ts'
import type { PackContent } from './pack.ts'

/** A place somebody found for a demonstration thing, and what it stands beside, if anything has a name there. */
export interface FoundPlace {
  readonly lon: number
  readonly lat: number
  readonly beside: { readonly nameZh: string; readonly nameEn: string; readonly ordinal: number } | null
}

/** Finds places; the city does. The same for the same seed. */
export type FindPlaces = (plan: {
  readonly layer: 'water' | 'road' | 'block'
  readonly count: number
  readonly seed: number
  readonly kind: string | undefined
}) => readonly FoundPlace[]

/**
 * The things that come with a pack, types by full id: those listed, then those made up for this place. Made things get
 * codes of their type's prefix and a running number, as in RR-001; where the place has less room there are fewer.
 */
export function layThings(content: PackContent, findPlaces: FindPlaces): ThingRow[] {
  const { thingRows, things, manifest } = content
  const listed = thingRows.things.map((row) => ({ ...row, type: qualify(manifest.id, row.type) }))
  const taken = new Set(listed.map((row) => row.code))
  const made = thingRows.made.flatMap(({ type, count, beside, kind, seed, name, attributes }) => {
    const prefix = things[type]?.code ?? ''
    let number = 0
    return findPlaces({ layer: beside, count, seed, kind }).map((place, i): ThingRow => {
      do number++
      while (taken.has(codeOf(prefix, number)))
      const code = codeOf(prefix, number)
      taken.add(code)
      const { lon, lat } = place
      return { code, type: qualify(manifest.id, type), name: nameOf(name, place, i + 1), lon, lat, attributes }
    })
  })
  return [...listed, ...made]
}

const codeOf = (prefix: string, number: number): string => `${prefix}-${String(number).padStart(3, '0')}`

function nameOf(name: Texts, { beside }: FoundPlace, number: number): Texts {
  const fill = (text: string, street: string) =>
    text
      .replaceAll('{beside}', street)
      .replaceAll('{ordinal}', String(beside?.ordinal ?? number))
      .trim()
  return { zh: fill(name.zh, beside?.nameZh ?? ''), en: fill(name.en, beside?.nameEn ?? '') }
}
