import type { GroundChecked, GroundImported, ImportGround } from '../../../../contract/city/index.ts'
import type { Ctx } from '../../../kernel/actor.ts'
import { defineCommand } from '../../../kernel/command.ts'
import type { Kernel } from '../../../kernel/index.ts'
import { canonical, sha256 } from '../../../kernel/journal/digest.ts'
import type { Keeper } from '../../atlas/keeper.ts'
import { errors } from '../../errors.ts'
import type { LaidDivision } from '../../ground/ground.ts'
import { commonKey } from '../../ground/key.ts'
import { newKey } from '../divisions.ts'
import { findDivisionByCode, saveDivisions, saveGrids } from '../queries.ts'
import { type ImportPlan, type PlannedDivision, planImport } from './plan.ts'

/** Boundaries beyond these are counted and not drawn: nobody looks at so many at once. */
const MOST_DRAWN = 5000

type Tx = Parameters<typeof newKey>[0]

interface GroundWrite {
  readonly what: ImportGround['what']
  readonly divisions: readonly PlannedDivision[]
  readonly grids: ImportPlan['grids']
}

const importGround = defineCommand<GroundWrite, { written: number }>({
  name: 'city.import-ground',
  permission: 'city.manage',
  rule: async (tx, { what, divisions, grids }) => {
    const keys = grids.map((grid) => grid.divisionKey)
    for (const division of divisions) {
      const laid = await laidOf(tx, division)
      tx.require('city.manage', laid.key)
      keys.push(laid.key)
      await saveDivisions(tx, [laid], tx.now)
    }
    for (const key of new Set(keys)) tx.require('city.manage', key)
    await saveGrids(tx, grids, tx.now)
    const written = divisions.length + grids.length
    const digest = sha256(canonical({ divisions, grids })).toString('hex')
    const kind = what === 'division' ? 'divisions.imported' : 'grids.imported'
    await tx.record({
      kind,
      matter: null,
      divisionKey: commonKey(keys),
      payload: { kind: what, count: written, digest },
    })
    return { written }
  },
})

/** A division keeps its key; a new one gets the next in the division around it. */
async function laidOf(tx: Tx, { parent, ...division }: PlannedDivision): Promise<LaidDivision> {
  const before = await findDivisionByCode(tx, division.code)
  if (before !== undefined) return { ...division, key: before.key }
  const outer = parent === null ? undefined : await findDivisionByCode(tx, parent)
  if (parent !== null && outer === undefined) throw errors.no_division({ divisionKey: parent })
  return { ...division, key: await newKey(tx, outer?.key ?? null) }
}

const figuresOf = ({ drawn, faults }: ImportPlan, applied: boolean): GroundImported => ({
  applied,
  added: drawn.filter(({ becomes }) => becomes === 'added').length,
  changed: drawn.filter(({ becomes }) => becomes === 'changed').length,
  same: drawn.filter(({ becomes }) => becomes === 'same').length,
  faults: [...faults],
})

/** Boundaries from GeoJSON: looked at first, then written, all or none. What is there already is not written again. */
export function createGroundImport(kernel: Kernel, { current, refresh }: Keeper) {
  return {
    /** What an import would do, with the boundaries in WGS-84. */
    checkGround(input: ImportGround): GroundChecked {
      const plan = planImport(current(), input)
      const features = plan.drawn
        .slice(0, MOST_DRAWN)
        .flatMap(({ code, becomes, boundary }) =>
          boundary === null ? [] : [{ type: 'Feature' as const, geometry: boundary, properties: { code, becomes } }],
        )
      return { ...figuresOf(plan, false), drawn: { type: 'FeatureCollection', features } }
    },
    /** With any fault, and where nothing differs, nothing is written. */
    async importGround(ctx: Ctx, commandId: string, input: ImportGround): Promise<GroundImported> {
      const plan = planImport(current(), input)
      const { divisions, grids } = plan
      if (plan.faults.length > 0) return figuresOf(plan, false)
      if (divisions.length + grids.length > 0) {
        await kernel.run(importGround, ctx, commandId, { what: input.what, divisions, grids })
        await refresh()
      }
      return figuresOf(plan, true)
    },
  }
}
