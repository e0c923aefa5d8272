import type {
  SaveCrew,
  SavePerson,
  SavePost,
  SaveUnit,
  SetMembership,
  SetResponsibility,
} from '../../../contract/city/index.ts'
import { defineCommand } from '../../kernel/command.ts'
import { newId } from '../../kernel/ids.ts'
import { canonical, sha256 } from '../../kernel/journal/digest.ts'
import { errors } from '../errors.ts'
import { commonKey } from '../ground/key.ts'
import * as write from './queries/write.ts'

type WithId<T> = T & { readonly id: string }

/** A whole staff list; everything carries the id it shall have, so that its parts can name each other. */
export interface StaffList {
  /** Units above before units below. */
  readonly units: readonly WithId<SaveUnit>[]
  readonly posts: readonly WithId<SavePost>[]
  readonly people: readonly SavePerson[]
  readonly memberships: readonly Omit<SetMembership, 'holds'>[]
  readonly crews: readonly WithId<SaveCrew>[]
  readonly responsibilities: readonly SetResponsibility[]
}

/** Puts in a whole staff list: one entry with counts and a digest. Names stand only in the people's own rows. */
export const importStaff = defineCommand<StaffList, Record<keyof StaffList, number>>({
  name: 'city.import-staff',
  permission: 'city.manage',
  rule: async (tx, list) => {
    const divisionKey = commonKey([...list.units, ...list.people, ...list.crews].map((item) => item.divisionKey))
    tx.require('city.manage', divisionKey)
    const placeOf = new Map(list.units.map((unit) => [unit.id, unit.divisionKey]))
    const postPlace = new Map<string, string>()
    for (const unit of list.units) await write.saveUnit(tx, unit.id, unit, tx.now)
    for (const post of list.posts) {
      const place = placeOf.get(post.unitId)
      if (place === undefined) throw errors.no_unit({ unit: post.unitId })
      postPlace.set(post.id, place)
      await write.savePost(tx, post.id, post, place, tx.now)
    }
    for (const person of list.people) await write.savePerson(tx, person, tx.now)
    for (const { personId, postId } of list.memberships) {
      const place = postPlace.get(postId)
      if (place === undefined) throw errors.no_post({ post: postId })
      await write.beginMembership(tx, personId, postId, place, tx.now)
    }
    for (const crew of list.crews) await write.saveCrew(tx, crew.id, crew, tx.now)
    for (const place of list.responsibilities) {
      if (place.unitId !== null) await write.setResponsibility(tx, newId(), place, place.unitId, tx.now)
    }
    const counts = {
      units: list.units.length,
      posts: list.posts.length,
      people: list.people.length,
      memberships: list.memberships.length,
      crews: list.crews.length,
      responsibilities: list.responsibilities.length,
    }
    const digest = sha256(canonical(list)).toString('hex')
    await tx.record({ kind: 'staff.imported', matter: null, divisionKey, payload: { ...counts, digest } })
    return counts
  },
})
