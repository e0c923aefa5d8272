import type { Saved, SavePost, SaveUnit, SetResponsibility } from '../../../contract/city/index.ts'
import { defineCommand } from '../../kernel/command.ts'
import { newId } from '../../kernel/ids.ts'
import { errors } from '../errors.ts'
import { findUnit, isPlace } from './queries/read.ts'
import * as write from './queries/write.ts'

/** Makes or changes the unit with the code. A unit serves no more than the unit above it. */
export const saveUnit = defineCommand<SaveUnit, Saved>({
  name: 'city.save-unit',
  permission: 'city.manage',
  rule: async (tx, unit) => {
    tx.require('city.manage', unit.divisionKey)
    if (unit.parentId !== null) {
      const parent = await findUnit(tx, unit.parentId)
      if (parent === undefined) throw errors.no_unit({ unit: unit.parentId })
      const { divisionKey: parentKey } = parent
      if (!unit.divisionKey.startsWith(parentKey)) throw errors.not_below({ divisionKey: unit.divisionKey, parentKey })
    }
    const id = await write.saveUnit(tx, newId(), unit, tx.now)
    await tx.record({ kind: 'unit.saved', matter: `unit:${id}`, divisionKey: unit.divisionKey, payload: { ...unit } })
    return { id }
  },
})

/** Makes or changes the post with the code. */
export const savePost = defineCommand<SavePost, Saved>({
  name: 'city.save-post',
  permission: 'city.manage',
  rule: async (tx, post) => {
    const unit = await findUnit(tx, post.unitId)
    if (unit === undefined) throw errors.no_unit({ unit: post.unitId })
    const { divisionKey } = unit
    tx.require('city.manage', divisionKey)
    const id = await write.savePost(tx, newId(), post, divisionKey, tx.now)
    await tx.record({ kind: 'post.saved', matter: `post:${id}`, divisionKey, payload: { ...post } })
    return { id }
  },
})

/** Says which unit answers for a subject at a place, or, with no unit, that none is named there any more. */
export const setResponsibility = defineCommand<SetResponsibility, { unitId: string | null }>({
  name: 'city.set-responsibility',
  permission: 'city.manage',
  rule: async (tx, input) => {
    const { unitId, divisionKey } = input
    tx.require('city.manage', divisionKey)
    if (unitId === null) await write.endResponsibility(tx, input)
    else {
      if ((await findUnit(tx, unitId)) === undefined) throw errors.no_unit({ unit: unitId })
      if (!(await isPlace(tx, divisionKey, null))) throw errors.no_division({ divisionKey })
      if (!(await isPlace(tx, divisionKey, input.grid))) throw errors.no_grid({ code: input.grid ?? '' })
      await write.setResponsibility(tx, newId(), input, unitId, tx.now)
    }
    await tx.record({ kind: 'responsibility.set', matter: null, divisionKey, payload: { ...input } })
    return { unitId }
  },
})
