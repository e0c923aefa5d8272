import type { ChangeThing, RegisterThings, Thing, ThingsRegistered, ThingType } from '../../../contract/city/index.ts'
import { defineCommand } from '../../kernel/command.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import { gramsOf } from '../../kernel/grams.ts'
import { newId } from '../../kernel/ids.ts'
import { canonical, sha256 } from '../../kernel/journal/digest.ts'
import type { Location } from '../atlas/atlas.ts'
import { errors } from '../errors.ts'
import { commonKey } from '../ground/key.ts'
import {
  changeThing as change,
  findThingToChange,
  listTaken,
  listTypes,
  type PlacedThing,
  saveThings,
} from './queries.ts'
import { fitAttributes, knownTo } from './types.ts'

type Given = RegisterThings['things'][number]
type Where = Pick<Location, 'divisionKey' | 'unitGrid' | 'responsibilityGrid'>

/** The things to register with where each one lies. */
export interface Registration {
  readonly things: readonly (Given & Where)[]
  readonly onlyNew?: boolean | undefined
}

/** Registers things, all or none: one entry with their count and digest. */
export const registerThings = defineCommand<Registration, ThingsRegistered>({
  name: 'city.register-things',
  permission: 'city.manage-things',
  rule: async (tx, { things, onlyNew = false }) => {
    const keys = things.map((thing) => thing.divisionKey)
    for (const key of new Set(keys)) tx.require('city.manage-things', key)
    const types = new Map((await listTypes(tx)).map((type) => [type.code, type]))
    const placed = things.map((thing) => typed(thing, types.get(thing.type)))
    const codes = new Set<string>()
    for (const { code } of placed) {
      if (codes.has(code)) throw errors.twice({ code })
      codes.add(code)
    }
    const [taken] = onlyNew ? await listTaken(tx, [...codes]) : []
    if (taken !== undefined) throw errors.thing_exists({ code: taken })
    await saveThings(tx, placed, tx.commandId, tx.now)
    const counts: Record<string, number> = {}
    for (const { type } of placed) counts[type] = (counts[type] ?? 0) + 1
    const payload = { batch: tx.commandId, counts, digest: sha256(canonical(things)).toString('hex') }
    await tx.record({ kind: 'things.registered', matter: null, divisionKey: commonKey(keys), payload })
    return { count: things.length }
  },
})

function typed(thing: Given & Where, type: ThingType | undefined): PlacedThing {
  if (type === undefined) throw errors.no_type({ type: thing.type })
  const attributes = fitAttributes(type, thing.code, thing.attributes)
  const { version: typeVersion, isPrivate } = type
  return { ...thing, id: newId(), typeVersion, isPrivate, attributes, grams: gramsOfThing(thing, type) }
}

/** What a thing is found by: its code, its names, and what kind of thing it is. */
const gramsOfThing = ({ code, name }: Pick<Thing, 'code' | 'name'>, type: ThingType): string[] =>
  gramsOf(code, name.zh, name.en, type.name.zh, type.name.en)

/** A change to one thing; where it was moved to has been looked up. */
export interface ThingChange extends ChangeThing {
  readonly code: string
  readonly where?: Where | undefined
}

/** Moves, renames, retires or brings back one thing, as the person last saw it. */
export const changeThing = defineCommand<ThingChange, { version: number }>({
  name: 'city.change-thing',
  permission: 'city.manage-things',
  rule: async (tx, { code, version: expected, where, ...given }) => {
    const thing = await findThingToChange(tx, code)
    if (thing === undefined) throw kernelErrors.not_found()
    tx.require('city.manage-things', thing.divisionKey)
    if (thing.version !== expected) throw kernelErrors.stale({ version: thing.version, expected })
    const wanted = given.type ?? thing.type
    const type = (await listTypes(tx)).find((one) => one.code === wanted)
    if (type === undefined) throw errors.no_type({ type: wanted })
    const changed: Thing = {
      ...thing,
      ...where,
      name: given.name ?? thing.name,
      ...given.position,
      type: type.code,
      // Of another type are the attributes that it knows too; a thing that stays what it is keeps the version it was made by.
      typeVersion: wanted === thing.type ? thing.typeVersion : type.version,
      attributes: given.attributes
        ? fitAttributes(type, code, given.attributes)
        : wanted === thing.type
          ? thing.attributes
          : fitAttributes(type, code, knownTo(type, thing.attributes)),
      retired: given.retired ?? thing.retired,
      version: thing.version + 1,
    }
    tx.require('city.manage-things', changed.divisionKey)
    await change(tx, changed, type.isPrivate, gramsOfThing(changed, type), tx.now)
    const { divisionKey, version } = changed
    await tx.record({
      kind: 'thing.changed',
      matter: `thing:${code}`,
      divisionKey,
      payload: { id: thing.id, code, version, ...given },
    })
    return { version }
  },
})
