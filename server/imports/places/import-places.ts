import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { Boundary } from '../../../contract/city/index.ts'
import { systemCtx } from '../../kernel/actor.ts'
import { idFrom } from '../../kernel/ids.ts'
import { importErrors } from '../errors.ts'
import type { Rooms } from '../rooms.ts'

/** A division as a feature: `parent` is a code; without it the division is an outermost one. */
const Feature = z.object({
  geometry: Boundary.nullable(),
  properties: z.object({
    code: z.coerce.string().trim().min(1).max(20),
    level: z.int().min(1).max(9),
    nameZh: z.string().trim().min(1),
    nameEn: z.string().trim().min(1),
    parent: z.coerce.string().nullish(),
  }),
})
const Places = z.object({ type: z.literal('FeatureCollection'), features: z.array(Feature).min(1).max(20_000) })

async function readPlaces(file: string): Promise<z.infer<typeof Places>['features']> {
  try {
    const { features } = Places.parse(JSON.parse(await readFile(file, 'utf8')))
    return features.toSorted((a, b) => a.properties.level - b.properties.level)
  } catch (cause) {
    const detail = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message
    throw importErrors.not_places({ file, detail }, { cause })
  }
}

/** Puts in the divisions of a place from GeoJSON (WGS-84), outer before inner; those that are there by code are changed. */
export async function importPlaces({ kernel, city }: Rooms, file: string): Promise<{ divisions: number }> {
  const ctx = systemCtx('import', kernel.clock)
  const features = await readPlaces(file)
  const keys = new Map(city.listDivisions().map(({ code, divisionKey }) => [code, divisionKey]))
  for (const { geometry, properties } of features) {
    const { code, level, nameZh, nameEn, parent } = properties
    const parentKey = parent === undefined || parent === null ? null : keys.get(parent)
    if (parentKey === undefined) throw importErrors.no_parent({ code, parent })
    const name = { zh: nameZh, en: nameEn }
    const wish = { code, level, name, parentKey, boundary: geometry }
    const { id } = await city.saveDivision(ctx, idFrom('import.place', JSON.stringify(wish)), wish)
    keys.set(code, id)
  }
  return { divisions: features.length }
}
