import { readFile } from 'node:fs/promises'
import { type GroundImported, ImportGround } from '../../../contract/city/index.ts'
import { systemCtx } from '../../kernel/actor.ts'
import { newId } from '../../kernel/ids.ts'
import { importErrors } from '../errors.ts'
import type { Rooms } from '../rooms.ts'

async function readPlaces(file: string): Promise<ImportGround> {
  try {
    return ImportGround.parse({ what: 'division', collection: JSON.parse(await readFile(file, 'utf8')) })
  } catch (cause) {
    throw importErrors.not_places({ file, detail: (cause as Error).message }, { cause })
  }
}

/**
 * Puts in the divisions of a place from GeoJSON (WGS-84), all or none; those that are there by code are changed, and what is
 * there already is left alone. The ground as it is decides, so that a file given earlier can be given again after another.
 */
export async function importPlaces({ kernel, city }: Rooms, file: string): Promise<GroundImported> {
  return city.importGround(systemCtx('import', kernel.clock), newId(), await readPlaces(file))
}
