import type { SaveDivision, Saved } from '../../../contract/city/index.ts'
import { defineCommand } from '../../kernel/command.ts'
import { canonical, sha256 } from '../../kernel/journal/digest.ts'
import { errors } from '../errors.ts'
import type { Ground, LaidDivision } from '../ground/ground.ts'
import { keyOf, SEGMENT } from '../ground/key.ts'
import {
  childKeys,
  findDivisionByCode,
  hasDivision,
  hasDivisions,
  saveDivisions,
  saveGrids,
  saveLayers,
} from './queries.ts'
import { surveyOf } from './survey.ts'

export interface GroundLaid {
  readonly divisions: number
  readonly grids: number
}

/** Lays the whole ground of an empty place, in one write. */
export const layGround = defineCommand<Ground, GroundLaid>({
  name: 'city.lay-ground',
  permission: 'city.manage',
  rule: async (tx, ground) => {
    if (await hasDivisions(tx)) throw errors.ground_exists()
    const divisionKey = ground.divisions[0]?.key ?? ''
    tx.require('city.manage', divisionKey)
    await saveDivisions(tx, ground.divisions, tx.now)
    await saveGrids(
      tx,
      ground.grids.toSorted((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0)),
      tx.now,
    )
    await saveLayers(tx, ground.layers, tx.now)
    const laid = { divisions: ground.divisions.length, grids: ground.grids.length }
    const digest = sha256(canonical(ground)).toString('hex')
    await tx.record({ kind: 'ground.laid', matter: null, divisionKey, payload: { ...laid, digest } })
    return laid
  },
})

/** Changes the division with the code, or makes it under its parent. */
export const saveDivision = defineCommand<SaveDivision, Saved>({
  name: 'city.save-division',
  permission: 'city.manage',
  rule: async (tx, input) => {
    const known = await findDivisionByCode(tx, input.code)
    const key = known?.key ?? (await newKey(tx, input.parentKey))
    tx.require('city.manage', key)
    const { boundary } = input
    const survey = boundary === undefined ? surveyKept(known) : boundary === null ? NOT_SURVEYED : surveyOf(boundary)
    const division: LaidDivision = {
      key,
      level: input.level,
      code: input.code,
      nameZh: input.name.zh,
      nameEn: input.name.en,
      boundary: boundary === undefined ? (known?.boundary ?? null) : boundary,
      ...survey,
    }
    await saveDivisions(tx, [division], tx.now)
    await tx.record({
      kind: 'division.saved',
      matter: `division:${key}`,
      divisionKey: key,
      payload: { code: input.code, name: input.name, level: input.level, areaM2: division.areaM2 },
    })
    return { id: key }
  },
})

const NOT_SURVEYED = { centre: null, areaM2: null }
const surveyKept = (known: LaidDivision | undefined) =>
  known === undefined ? NOT_SURVEYED : { centre: known.centre, areaM2: known.areaM2 }

/** The key of a further division in another. */
export async function newKey(tx: Parameters<typeof childKeys>[0], parentKey: string | null): Promise<string> {
  if (parentKey !== null && !(await hasDivision(tx, parentKey))) throw errors.no_division({ divisionKey: parentKey })
  const numbers = (await childKeys(tx, parentKey)).map((key) => Number.parseInt(key.slice(-SEGMENT), 36))
  return keyOf(parentKey ?? '', Math.max(0, ...numbers) + 1)
}
