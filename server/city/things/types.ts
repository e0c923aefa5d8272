import type { SaveThingType, ThingType } from '../../../contract/city/index.ts'
import { defineCommand } from '../../kernel/command.ts'
import { gramsOf } from '../../kernel/grams.ts'
import { canonical } from '../../kernel/journal/digest.ts'
import { errors } from '../errors.ts'
import { findTypeToChange, insertType, passOnType } from './queries.ts'

type Value = number | boolean | string

/** A type and the pack that brings it; null when it is made by hand. */
export type TypeToSave = SaveThingType & { readonly pack: string | null }

/** Keeps a type; other words than the newest version's make the next version. */
export const saveThingType = defineCommand<TypeToSave, { version: number }>({
  name: 'city.save-thing-type',
  permission: 'city.manage-things',
  rule: async (tx, input) => {
    // Types are the whole place's.
    tx.require('city.manage-things', '')
    const known = await findTypeToChange(tx, input.code)
    if (known !== undefined && known.pack !== null && input.pack === null) {
      throw errors.pack_type({ type: input.code, pack: known.pack })
    }
    const { version: before = 0, ...words } = known ?? {}
    const isSame = canonical(words) === canonical(input)
    const version = isSame ? before : before + 1
    if (!isSame) {
      await insertType(tx, { ...input, version }, tx.now)
      await passOnType(tx, input, gramsOf(input.name.zh, input.name.en))
    }
    const payload = { code: input.code, version, isSame, pack: input.pack }
    await tx.record({ kind: 'thing-type.saved', matter: `thing-type:${input.code}`, divisionKey: '', payload })
    return { version }
  },
})

/** A thing's attributes with the type's defaults; one that the type does not know, or of another kind, is refused. */
export function fitAttributes(type: ThingType, code: string, given: Readonly<Record<string, Value>>) {
  const fitted: Record<string, Value> = {}
  for (const [attribute, { default: usual }] of Object.entries(type.attributes)) {
    if (usual !== undefined) fitted[attribute] = usual
  }
  for (const [attribute, value] of Object.entries(given)) {
    if (typeof value !== type.attributes[attribute]?.type) throw errors.attribute({ code, attribute, type: type.code })
    fitted[attribute] = value
  }
  return fitted
}

/** The attributes that a type has too. */
export const knownTo = (type: ThingType, attributes: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(attributes).filter(([attribute, value]) => typeof value === type.attributes[attribute]?.type),
  )
