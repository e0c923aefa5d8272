import { spreadStarts } from './cells/grow.ts'
import type { Mesh } from './cells/mesh.ts'
import type { Region } from './division-tree.ts'
import { shareOut } from './division-tree.ts'

/** A responsibility grid before it has a shape. */
export interface GridDraft {
  readonly code: string
  readonly nameZh: string
  readonly nameEn: string
  readonly divisionKey: string
  readonly divisionCode: string
  /** Its unit grids, in the order of their numbers. */
  readonly cells: readonly number[]
}

// Shanghai had 40,625 unit grids in 1,829 responsibility grids in 2016: about 22; a smaller beat suits a dense district.
const UNITS_PER_GRID = 15

/** Splits each of the smallest divisions into responsibility grids, numbered within the division above. */
export function gridDrafts(mesh: Mesh, regions: readonly Region[]): GridDraft[] {
  const parents = new Set(regions.map((region) => region.parent))
  const numbers = new Map<Region, number>()
  return regions
    .filter((region) => !parents.has(region))
    .flatMap((leaf) =>
      split(mesh, leaf.cells, Math.round(leaf.cells.length / UNITS_PER_GRID)).map((cells) => {
        const owner = leaf.parent ?? leaf
        const number = (numbers.get(owner) ?? 0) + 1
        numbers.set(owner, number)
        const digits = String(number).padStart(2, '0')
        return {
          code: `${owner.plan.code}-${digits}`,
          nameZh: `${owner.plan.nameZh} ${digits} 网格`,
          nameEn: `${owner.plan.nameEn} grid ${digits}`,
          divisionKey: leaf.key,
          divisionCode: leaf.plan.code,
          cells: inRows(mesh, cells),
        }
      }),
    )
}

/** Some cells in about `count` parts that each hang together. */
export function split(mesh: Mesh, cells: readonly number[], count: number): number[][] {
  if (count <= 1) return [[...cells]]
  const starts = spreadStarts(mesh, cells, count)
  return shareOut(
    mesh,
    cells,
    starts,
    starts.map(() => 1),
    1,
  )
}

/** From north to south and from west to east, in rows of about a cell. */
function inRows(mesh: Mesh, cells: readonly number[]): number[] {
  const at = (cell: number) => mesh.sites[cell] ?? [0, 0]
  const row = (cell: number) => Math.round(at(cell)[1] / 100)
  return cells.toSorted((a, b) => row(b) - row(a) || at(a)[0] - at(b)[0])
}
