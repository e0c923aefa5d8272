import type {
  Division,
  DivisionQuery,
  Grid,
  GridQuery,
  ImportGrids,
  Located,
  SaveDivision,
} from '../../../contract/city/index.ts'
import type { Bilingual } from '../../../contract/text.ts'
import type { Ctx } from '../../kernel/actor.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { MapLayer } from '../atlas/atlas.ts'
import { boxOf } from '../atlas/finder.ts'
import type { Keeper } from '../atlas/keeper.ts'
import type { PlacementPlan } from '../atlas/place-things.ts'
import { placeThings } from '../atlas/place-things.ts'
import type { Ground, LaidDivision, LaidGrid } from '../ground/ground.ts'
import { SEGMENT } from '../ground/key.ts'
import { layGround, saveDivision } from './divisions.ts'
import { importGrids, surveyGrids } from './grids.ts'
import { createGroundImport } from './import/import-ground.ts'

export type Places = ReturnType<typeof createPlaces>

const toWire = (division: LaidDivision): Division => ({
  divisionKey: division.key,
  parentKey: division.key.slice(0, -SEGMENT) || null,
  level: division.level,
  code: division.code,
  name: { zh: division.nameZh, en: division.nameEn },
  centre: division.centre === null ? null : { lon: division.centre[0], lat: division.centre[1] },
  areaM2: division.areaM2,
})

const toGrid = ({ nameZh, nameEn, centre: [lon, lat], boundary, ...grid }: LaidGrid): Grid => ({
  code: grid.code,
  kind: grid.kind,
  name: nameZh === null && nameEn === null ? null : { zh: nameZh ?? '', en: nameEn ?? '' },
  divisionKey: grid.divisionKey,
  partOf: grid.partOf,
  centre: { lon, lat },
  bounds: [...boxOf(boundary)],
  areaM2: grid.areaM2,
})

const isCalled = ({ code, nameZh, nameEn }: LaidGrid, words: string): boolean =>
  [code, nameZh ?? '', nameEn ?? ''].some((word) => word.toLowerCase().includes(words.toLowerCase()))

/** Divisions, grids and the map. Reads are answered from memory: all of it is published. */
export function createPlaces(kernel: Kernel, keeper: Keeper) {
  const { current, refresh } = keeper

  async function thenRefresh<R>(work: Promise<R>): Promise<R> {
    const result = await work
    await refresh()
    return result
  }

  /** The nearest road and a number on it, as people say it; null with no road near. */
  function addressOf(lon: number, lat: number): Bilingual | null {
    const address = current().addressOf(lon, lat)
    if (address === null) return null
    const { roadZh, roadEn, number } = address
    return { zh: `${roadZh} ${number} 号`, en: `${number} ${roadEn}` }
  }

  return {
    /** Resolves when the ground in memory is what was written last. */
    settled: keeper.settled,
    listDivisions: ({ within = '', level }: DivisionQuery = {}): Division[] =>
      current()
        .divisions.filter(({ key, level: own }) => key.startsWith(within) && (level === undefined || own === level))
        .map(toWire),
    /** The divisions with their outlines, parents before children; none before the ground is laid. */
    laidDivisions: () => current().divisions,
    locate: (lon: number, lat: number) => current().locate(lon, lat),
    /** The divisions from the outermost down to one; empty for a key that is not known. */
    divisionPath: (divisionKey: string): Division[] => current().pathOf(divisionKey).map(toWire),
    findDivision(divisionKey: string): Division | undefined {
      const division = current().find(divisionKey)
      return division && toWire(division)
    },
    addressOf,
    /** Where a point lies, in words. */
    describe(lon: number, lat: number): Located {
      const location = current().locate(lon, lat)
      if (location === null) return null
      return {
        ...location,
        path: location.path.map(({ key, level, nameZh, nameEn }) => ({
          divisionKey: key,
          level,
          name: { zh: nameZh, en: nameEn },
        })),
        address: addressOf(lon, lat),
      }
    },
    bounds(): [number, number, number, number] | null {
      const bounds = current().bounds
      return bounds === null ? null : [...bounds]
    },
    sheet: (layer: MapLayer) => current().sheet(layer),
    tiles: () => current().tiles,
    /** Made-up places for demonstration things: the same for the same seed. */
    placeThings: (plan: PlacementPlan) => placeThings(current(), plan),
    /** Grids page by page in order of their codes. */
    listGrids({ kind, q = '', within = '', after = '', limit }: GridQuery): { items: Grid[]; next: string | null } {
      const fitting = current()
        .grids.filter((grid) => grid.kind === kind && grid.divisionKey.startsWith(within) && isCalled(grid, q))
        .toSorted((a, b) => (a.code < b.code ? -1 : 1))
        .filter(({ code }) => code > after)
      const items = fitting.slice(0, limit).map(toGrid)
      return { items, next: fitting.length > limit ? (items.at(-1)?.code ?? null) : null }
    },
    ...createGroundImport(kernel, keeper),
    layGround: (ctx: Ctx, commandId: string, ground: Ground) =>
      thenRefresh(kernel.run(layGround, ctx, commandId, ground)),
    saveDivision: (ctx: Ctx, commandId: string, input: SaveDivision) =>
      thenRefresh(kernel.run(saveDivision, ctx, commandId, input)),
    async importGrids(ctx: Ctx, commandId: string, input: ImportGrids): Promise<{ count: number }> {
      return await thenRefresh(kernel.run(importGrids, ctx, commandId, { grids: surveyGrids(current(), input) }))
    },
  }
}
