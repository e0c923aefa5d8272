import type { Responsibility, Unit } from '../../contract/city/index.ts'
import type { Bilingual } from '../../contract/text.ts'
import type { Location } from './atlas/atlas.ts'
import type { Keeper } from './atlas/keeper.ts'
import type { LaidDivision } from './ground/ground.ts'
import { SEGMENT } from './ground/key.ts'
import type { Places } from './places/places.ts'
import type { DirectoryKeeper } from './staff/directory.ts'
import { subjectsOf } from './staff/staff.ts'

/** A division by its bare facts. */
export interface NamedDivision {
  readonly key: string
  readonly code: string
  readonly name: Bilingual
  /** Where it is written on a map; null while nobody drew it. */
  readonly centre: { readonly lon: number; readonly lat: number } | null
}

/** A unit that could take something, and why it is offered; null where it only serves the division. */
export interface UnitOffer {
  readonly id: string
  readonly name: Bilingual
  readonly because: Bilingual | null
}

/** Places and units answered from memory, without a person asking: for rules and pages that ask with every look. */
export interface Lookup {
  locate(lon: number, lat: number): Location | null
  addressOf(lon: number, lat: number): Bilingual | null
  /** The division that everything drawn lies in: the outermost with a boundary. Throws while there is none. */
  root(): NamedDivision
  findDivision(key: string): NamedDivision | undefined
  /** From the outermost division down. */
  pathOf(key: string): readonly NamedDivision[]
  childrenOf(key: string): readonly NamedDivision[]
  findUnit(id: string): { readonly id: string; readonly name: Bilingual } | undefined
  /** Units that serve a division, those that answer for the subject there first. */
  unitsFor(subject: string | null, divisionKey: string, grid?: string | null): readonly UnitOffer[]
}

const named = ({ key, code, nameZh, nameEn, centre }: LaidDivision): NamedDivision => ({
  key,
  code,
  name: { zh: nameZh, en: nameEn },
  centre: centre && { lon: centre[0], lat: centre[1] },
})

/** Makes the look-ups over what is held in memory. */
export function createLookup(places: Places, keeper: Keeper, directory: DirectoryKeeper): Lookup {
  const divisions = () => keeper.current().divisions

  function findDivision(key: string): NamedDivision | undefined {
    const division = keeper.current().find(key)
    return division && named(division)
  }

  function whyOf({ subject, divisionKey, grid }: Responsibility): Bilingual {
    const division = findDivision(divisionKey)?.name ?? { zh: '', en: '' }
    const where =
      grid === null ? division : { zh: `${division.zh}责任网格 ${grid} `, en: `grid ${grid} of ${division.en}` }
    if (subject === '*') {
      return { zh: `${where.zh}内没有另行分工的都归它`, en: `Takes what nobody else answers for in ${where.en}` }
    }
    return { zh: `责任清单：${where.zh}内此类归它`, en: `Answers for this kind of matter in ${where.en}` }
  }

  /** The finest subject first, then the responsibility grid and then the finest division; a unit named twice is offered once. */
  function answering(subject: string | null, divisionKey: string, grid: string | null): UnitOffer[] {
    const subjects = subject === null ? ['*'] : subjectsOf(subject)
    const { units, responsibilities } = directory.current()
    const offers = new Map<string, UnitOffer>()
    const fitting = responsibilities
      .filter((one) => one.grid === null || one.grid === grid)
      .filter((one) => subjects.includes(one.subject) && divisionKey.startsWith(one.divisionKey))
      .sort(
        (a, b) =>
          subjects.indexOf(a.subject) - subjects.indexOf(b.subject) ||
          Number(a.grid === null) - Number(b.grid === null) ||
          b.divisionKey.length - a.divisionKey.length,
      )
    for (const one of fitting) {
      const unit = units.get(one.unitId)
      if (unit === undefined || unit.retired || offers.has(unit.id)) continue
      offers.set(unit.id, { id: unit.id, name: unit.name, because: whyOf(one) })
    }
    return [...offers.values()]
  }

  function serving(divisionKey: string): Unit[] {
    return [...directory.current().units.values()]
      .filter((unit) => !unit.retired && divisionKey.startsWith(unit.divisionKey))
      .sort((a, b) => b.divisionKey.length - a.divisionKey.length || (a.code < b.code ? -1 : 1))
  }

  return {
    locate: places.locate,
    addressOf: places.addressOf,
    root() {
      const division = divisions().find(({ boundary }) => boundary !== null) ?? divisions()[0]
      if (division === undefined) throw new Error('this place has no divisions yet')
      return named(division)
    },
    findDivision,
    pathOf: (key) => keeper.current().pathOf(key).map(named),
    childrenOf: (key) =>
      divisions()
        .filter((division) => division.key.length === key.length + SEGMENT && division.key.startsWith(key))
        .map(named),
    findUnit: (id) => directory.current().units.get(id),
    unitsFor(subject, divisionKey, grid = null) {
      const first = answering(subject, divisionKey, grid)
      const known = new Set(first.map((offer) => offer.id))
      const others = serving(divisionKey).filter((unit) => !known.has(unit.id))
      return [...first, ...others.map(({ id, name }) => ({ id, name, because: null }))]
    },
  }
}
