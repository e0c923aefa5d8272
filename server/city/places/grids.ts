import type { ImportGrids } from '../../../contract/city/index.ts'
import { defineCommand } from '../../kernel/command.ts'
import { canonical, sha256 } from '../../kernel/journal/digest.ts'
import type { Atlas } from '../atlas/atlas.ts'
import { errors } from '../errors.ts'
import type { LaidGrid } from '../ground/ground.ts'
import { commonKey } from '../ground/key.ts'
import { saveGrids } from './queries.ts'
import { surveyOf } from './survey.ts'

/** Puts in or replaces grids by code. */
export const importGrids = defineCommand<{ readonly grids: readonly LaidGrid[] }, { count: number }>({
  name: 'city.import-grids',
  permission: 'city.manage',
  rule: async (tx, { grids }) => {
    const keys = grids.map((grid) => grid.divisionKey)
    for (const key of new Set(keys)) tx.require('city.manage', key)
    await saveGrids(tx, grids, tx.now)
    const payload = {
      kind: grids[0]?.kind ?? null,
      count: grids.length,
      digest: sha256(canonical(grids)).toString('hex'),
    }
    await tx.record({ kind: 'grids.imported', matter: null, divisionKey: commonKey(keys), payload })
    return { count: grids.length }
  },
})

/** Measures imported grids, and finds by their middle what they do not say: their division, the grid they are part of. */
export function surveyGrids(atlas: Atlas, { kind, grids }: ImportGrids): LaidGrid[] {
  const codes = new Set<string>()
  const beats = new Set(atlas.grids.filter((grid) => grid.kind === 'responsibility').map((grid) => grid.code))
  return grids.map((grid) => {
    if (codes.has(grid.code)) throw errors.twice({ code: grid.code })
    codes.add(grid.code)
    return surveyGrid(atlas, beats, kind, grid)
  })
}

/** The same for one, among the responsibility grids there are. */
export function surveyGrid(
  atlas: Atlas,
  beats: ReadonlySet<string>,
  kind: ImportGrids['kind'],
  grid: Pick<ImportGrids['grids'][number], 'code' | 'name' | 'divisionKey' | 'partOf' | 'boundary'>,
): LaidGrid {
  const { areaM2, centre } = surveyOf(grid.boundary)
  const location = atlas.locate(centre[0], centre[1])
  const divisionKey = grid.divisionKey ?? location?.divisionKey
  if (divisionKey === undefined) throw errors.outside({ lon: centre[0], lat: centre[1], what: grid.code })
  if (atlas.find(divisionKey) === undefined) throw errors.no_division({ divisionKey })
  const partOf = kind === 'unit' ? (grid.partOf ?? location?.responsibilityGrid ?? null) : null
  if (partOf !== null && !beats.has(partOf)) throw errors.no_grid({ code: partOf })
  return {
    code: grid.code,
    kind,
    nameZh: grid.name?.zh ?? null,
    nameEn: grid.name?.en ?? null,
    divisionKey,
    partOf,
    boundary: grid.boundary,
    centre,
    areaM2,
  }
}
