import type { Polygon } from 'geojson'
import { middleOf } from './cells/grow.ts'
import { cellArea, cellRing, type Mesh } from './cells/mesh.ts'
import { ringsAround, smoothBorders } from './cells/outline.ts'
import type { Region } from './division-tree.ts'
import type { GridDraft } from './grids.ts'
import type { LaidDivision, LaidGrid } from './ground.ts'
import type { Plane, Position, Ring } from './shape/plane.ts'

/** Smooths the borders of every level, coarse before fine, so that a fine border never moves a coarse one. */
export function smoothLevels(mesh: Mesh, levels: readonly (readonly { cells: readonly number[] }[])[], reachM: number) {
  let settled: ReadonlySet<number> = new Set()
  for (const level of levels) {
    const regionOf = new Map(level.flatMap((region, i) => region.cells.map((cell) => [cell, i] as const)))
    settled = smoothBorders(mesh, (cell) => regionOf.get(cell), reachM, settled)
  }
}

/** A division with the outline of its cells. */
export function layDivision(mesh: Mesh, plane: Plane, region: Region): LaidDivision {
  const { code, nameZh, nameEn, level } = region.plan
  return { key: region.key, level, code, nameZh, nameEn, ...shapeOf(mesh, plane, region.cells) }
}

/** A responsibility grid followed by its unit grids. */
export function layGrids(mesh: Mesh, plane: Plane, draft: GridDraft, firstNumber: number): LaidGrid[] {
  const { divisionKey } = draft
  const whole: LaidGrid = {
    kind: 'responsibility',
    code: draft.code,
    nameZh: draft.nameZh,
    nameEn: draft.nameEn,
    divisionKey,
    partOf: null,
    ...shapeOf(mesh, plane, draft.cells),
  }
  const units = draft.cells.map((cell, i): LaidGrid => {
    // GB/T 30428.1: the code of the community and three digits.
    const code = draft.divisionCode + String(firstNumber + i).padStart(3, '0')
    const boundary = polygonOf(plane, [cellRing(mesh, cell)])
    const centre = plane.toDegrees(mesh.sites[cell] ?? [0, 0])
    const areaM2 = Math.round(cellArea(mesh, cell))
    return { kind: 'unit', code, nameZh: null, nameEn: null, divisionKey, partOf: draft.code, boundary, centre, areaM2 }
  })
  return [whole, ...units]
}

function shapeOf(mesh: Mesh, plane: Plane, cells: readonly number[]) {
  const areaM2 = cells.reduce((sum, cell) => sum + cellArea(mesh, cell), 0)
  return {
    boundary: polygonOf(plane, ringsAround(mesh, cells)),
    centre: plane.toDegrees(mesh.sites[middleOf(mesh, cells)] ?? [0, 0]),
    areaM2: Math.round(areaM2),
  }
}

/** GeoJSON of rings in metres: closed, without points that fall together when rounded. */
export function polygonOf(plane: Plane, rings: readonly Ring[]): Polygon {
  return {
    type: 'Polygon',
    coordinates: rings.map((ring) => {
      const line = ring.map(plane.toDegrees).filter((position, i, all) => !isSame(position, all.at(i - 1)))
      const first = line[0]
      return [...line, ...(first === undefined ? [] : [first])].map((position) => [...position])
    }),
  }
}

const isSame = (a: Position, b: Position | undefined) => b !== undefined && a[0] === b[0] && a[1] === b[1]
