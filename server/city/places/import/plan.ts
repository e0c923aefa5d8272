import type { FeatureFault, ImportGround } from '../../../../contract/city/index.ts'
import { Fault } from '../../../kernel/errors.ts'
import { canonical } from '../../../kernel/journal/digest.ts'
import type { Atlas } from '../../atlas/atlas.ts'
import { errors } from '../../errors.ts'
import type { Boundary, LaidDivision, LaidGrid } from '../../ground/ground.ts'
import { SEGMENT } from '../../ground/key.ts'
import { surveyGrid } from '../grids.ts'
import { surveyOf } from '../survey.ts'
import { type Drawn, faultOf, readFeatures } from './features.ts'

/** A division to write; a new one gets its key when it is written. */
export interface PlannedDivision extends Omit<LaidDivision, 'key'> {
  readonly parent: string | null
}

type Becomes = 'added' | 'changed' | 'same'

/** What an import comes to, held against the ground as it is. Only what is added or changed is to be written. */
export interface ImportPlan {
  readonly divisions: readonly PlannedDivision[]
  readonly grids: readonly LaidGrid[]
  readonly faults: readonly FeatureFault[]
  readonly drawn: readonly { readonly code: string; readonly becomes: Becomes; readonly boundary: Boundary | null }[]
}

/** Plans an import of boundaries. Every feature is judged, so that all faults are seen at once. */
export function planImport(atlas: Atlas, input: ImportGround): ImportPlan {
  const read = readFeatures(input)
  const faults = [...read.faults]
  const planned =
    input.what === 'division' ? planDivisions(atlas, read.drawn) : planGrids(atlas, input.what, read.drawn)
  faults.push(...planned.faults)
  return { ...planned, faults: faults.sort((a, b) => a.feature - b.feature) }
}

const sameAs = (before: unknown, now: unknown): boolean => canonical(before) === canonical(now)

function planDivisions(atlas: Atlas, features: readonly Drawn[]): ImportPlan {
  const known = new Map(atlas.divisions.map((division) => [division.code, division]))
  const own = new Map(features.map((feature) => [feature.code, feature]))
  const divisions: PlannedDivision[] = []
  const faults: FeatureFault[] = []
  const drawn: ImportPlan['drawn'][number][] = []
  for (const one of features.toSorted((a, b) => (a.level ?? 0) - (b.level ?? 0))) {
    const before = known.get(one.code)
    const fault = faultOfParent(one, before, known, own)
    if (fault !== undefined) {
      faults.push(faultOf(one.feature, one.code, fault))
      continue
    }
    const survey = one.boundary === null ? { centre: null, areaM2: null } : surveyOf(one.boundary)
    const { zh: nameZh = '', en: nameEn = '' } = one.name ?? {}
    const now = { level: one.level ?? 1, code: one.code, nameZh, nameEn, boundary: one.boundary, ...survey }
    const { key: _key, ...was } = before ?? { key: '' }
    const becomes = before === undefined ? 'added' : sameAs(was, now) ? 'same' : 'changed'
    if (becomes !== 'same') divisions.push({ ...now, parent: one.parent })
    drawn.push({ code: one.code, becomes, boundary: one.boundary })
  }
  return { divisions, grids: [], faults, drawn }
}

/** A division stays where it is: its key says what it lies in. A new one needs the division around it, here or in the file. */
function faultOfParent(
  { code, level, parent }: Drawn,
  before: LaidDivision | undefined,
  known: ReadonlyMap<string, LaidDivision>,
  own: ReadonlyMap<string, Drawn>,
): Fault | undefined {
  const outer = parent === null ? undefined : known.get(parent)
  if (parent !== null) {
    const inFile = own.get(parent)
    if (outer === undefined && inFile === undefined) return errors.feature_no_parent({ parent })
    const outerLevel = inFile?.level ?? outer?.level ?? 0
    if (parent === code || outerLevel >= (level ?? 0)) return errors.feature_level({ parent })
  }
  if (before === undefined || parent === null) return undefined
  return before.key.slice(0, -SEGMENT) === (outer?.key ?? '') ? undefined : errors.feature_moved({ parent })
}

function planGrids(atlas: Atlas, kind: 'unit' | 'responsibility', features: readonly Drawn[]): ImportPlan {
  const known = new Map(atlas.grids.map((grid) => [grid.code, grid]))
  const divisions = new Map(atlas.divisions.map(({ code, key }) => [code, key]))
  const beats = new Set(atlas.grids.filter((grid) => grid.kind === 'responsibility').map(({ code }) => code))
  const grids: LaidGrid[] = []
  const faults: FeatureFault[] = []
  const drawn: ImportPlan['drawn'][number][] = []
  for (const { feature, code, name, division, partOf, boundary } of features) {
    if (boundary === null) continue
    try {
      const divisionKey = division === null ? undefined : divisions.get(division)
      if (division !== null && divisionKey === undefined) throw errors.no_division({ divisionKey: division })
      const before = known.get(code)
      if (before !== undefined && before.kind !== kind) throw errors.feature_other_kind()
      const wish = { code, name, divisionKey, partOf: partOf ?? undefined, boundary }
      const grid = surveyGrid(atlas, beats, kind, wish)
      const becomes = before === undefined ? 'added' : sameAs(before, grid) ? 'same' : 'changed'
      if (becomes !== 'same') grids.push(grid)
      drawn.push({ code, becomes, boundary })
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault
      faults.push(faultOf(feature, code, fault))
    }
  }
  return { divisions: [], grids, faults, drawn }
}
