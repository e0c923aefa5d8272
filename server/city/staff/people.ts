import type { SaveCrew, Saved, SavePerson, SetMembership } from '../../../contract/city/index.ts'
import { defineCommand } from '../../kernel/command.ts'
import { newId } from '../../kernel/ids.ts'
import { errors } from '../errors.ts'
import { findPerson, findPostUnit, findUnit } from './queries/read.ts'
import * as write from './queries/write.ts'

/** Makes or changes a person. The journal keeps the name and the telephone apart, where they can be erased. */
export const savePerson = defineCommand<SavePerson, Saved>({
  name: 'city.save-person',
  permission: 'city.manage',
  rule: async (tx, person) => {
    const { id, divisionKey, retired, name, phone } = person
    tx.require('city.manage', divisionKey)
    const before = await findPerson(tx, id)
    if (before !== undefined) tx.require('city.manage', before.divisionKey)
    await write.savePerson(tx, person, tx.now)
    await tx.record({
      kind: 'person.saved',
      matter: `person:${id}`,
      divisionKey,
      payload: { retired },
      personal: { name, ...(phone !== undefined && { phone }) },
    })
    return { id }
  },
})

/** Begins or ends a person's holding of a post. */
export const setMembership = defineCommand<SetMembership, { holds: boolean }>({
  name: 'city.set-membership',
  permission: 'city.manage',
  rule: async (tx, { personId, postId, holds }) => {
    const post = await findPostUnit(tx, postId)
    if (post === undefined) throw errors.no_post({ post: postId })
    tx.require('city.manage', post.divisionKey)
    if ((await findPerson(tx, personId)) === undefined) throw errors.no_person({ person: personId })
    if (holds) await write.beginMembership(tx, personId, postId, post.divisionKey, tx.now)
    else await write.endMembership(tx, personId, postId, tx.now)
    const payload = { personId, postId, unitId: post.unitId, holds }
    await tx.record({ kind: 'membership.set', matter: null, divisionKey: post.divisionKey, payload })
    return { holds }
  },
})

/** Makes or changes the crew with the code, members included. */
export const saveCrew = defineCommand<SaveCrew, Saved>({
  name: 'city.save-crew',
  permission: 'city.manage',
  rule: async (tx, crew) => {
    const { divisionKey, unitId, members, leader } = crew
    tx.require('city.manage', divisionKey)
    if ((await findUnit(tx, unitId)) === undefined) throw errors.no_unit({ unit: unitId })
    if (leader !== null && !members.includes(leader)) throw errors.leader_not_member()
    for (const person of members) {
      if ((await findPerson(tx, person)) === undefined) throw errors.no_person({ person })
    }
    const id = await write.saveCrew(tx, newId(), { ...crew, members: [...new Set(members)] }, tx.now)
    await tx.record({ kind: 'crew.saved', matter: `crew:${id}`, divisionKey, payload: { ...crew } })
    return { id }
  },
})
