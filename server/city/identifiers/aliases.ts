import type {
  AddAlias,
  AliasSaved,
  DelegatePrefix,
  Succeeded,
  SucceedIdentifier,
} from '../../../contract/city/index.ts'
import { defineCommand } from '../../kernel/command.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import { errors } from '../errors.ts'
import * as queries from './queries.ts'
import { parseOwn } from './schemes/own.ts'
import { readAs } from './schemes/read.ts'

type OfCode = { readonly code: string }

// Identifiers belong to the whole place: a name must not be given twice anywhere.
const MANAGE = 'city.manage'

/** Gives an object one more name. */
export const addAlias = defineCommand<AddAlias & OfCode, AliasSaved>({
  name: 'city.add-alias',
  permission: MANAGE,
  rule: async (tx, { code, scheme, value: given }) => {
    tx.require(MANAGE, '')
    const value = readAs(scheme, given)
    if (value === undefined) throw errors.alias_form({ scheme, value: given })
    const own = parseOwn(code)
    if (own === undefined || !(await queries.findNamed(tx, [{ scheme: 'own', value: own }])))
      throw kernelErrors.not_found()
    const kept = await queries.saveAlias(tx, own, scheme, value, tx.now)
    if (kept.code !== own) throw errors.alias_taken({ value, code: kept.code })
    await tx.record({ kind: 'alias.added', matter: null, divisionKey: '', payload: { code: own, scheme, value } })
    return { scheme, value }
  },
})

/** Says that a name is no longer in use; links by it go on working. */
export const retireAlias = defineCommand<AddAlias & OfCode, AliasSaved>({
  name: 'city.retire-alias',
  permission: MANAGE,
  rule: async (tx, { code, scheme, value: given }) => {
    tx.require(MANAGE, '')
    const [own, value] = [parseOwn(code), readAs(scheme, given)]
    if (own === undefined || value === undefined) throw kernelErrors.not_found()
    if (!(await queries.retireAlias(tx, own, scheme, value, tx.now))) throw kernelErrors.not_found()
    await tx.record({ kind: 'alias.retired', matter: null, divisionKey: '', payload: { code: own, scheme, value } })
    return { scheme, value }
  },
})

/** Leads a code to the object that took its object's place. */
export const succeedIdentifier = defineCommand<SucceedIdentifier & OfCode, Succeeded>({
  name: 'city.succeed-identifier',
  permission: MANAGE,
  rule: async (tx, { code: given, successor: other, what }) => {
    tx.require(MANAGE, '')
    const [code, successor] = [parseOwn(given), parseOwn(other)]
    if (code === undefined || successor === undefined) throw kernelErrors.not_found()
    // Two at once could lead in a circle, each seeing only its own half.
    await queries.lockIdentifiers(tx)
    const [from, to] = [
      await queries.findNamed(tx, [{ scheme: 'own', value: code }]),
      await queries.findNamed(tx, [{ scheme: 'own', value: successor }]),
    ]
    if (from === undefined || to === undefined) throw kernelErrors.not_found()
    if (from.successor !== null) throw errors.identifier_led({ code, successor: from.successor })
    const last = await queries.findLast(tx, successor)
    if (from.kind !== to.kind || last.code === code) throw errors.identifier_successor({ code, successor })
    await queries.saveSuccessor(tx, code, successor, what, tx.now)
    await tx.record({ kind: 'identifier.succeeded', matter: null, divisionKey: '', payload: { code, successor, what } })
    return { code, successor }
  },
})

/** Leaves names that begin so to another node, or takes them back. */
export const delegatePrefix = defineCommand<DelegatePrefix, { prefix: string }>({
  name: 'city.delegate-prefix',
  permission: MANAGE,
  rule: async (tx, { scheme, prefix, resolver }) => {
    tx.require(MANAGE, '')
    await queries.saveDelegation(tx, scheme, prefix, resolver)
    await tx.record({ kind: 'prefix.delegated', matter: null, divisionKey: '', payload: { scheme, prefix, resolver } })
    return { prefix }
  },
})
