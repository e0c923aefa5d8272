import type { KeptContact, SaveContacts, ThingContact } from '../../../../contract/city/index.ts'
import type { Ctx } from '../../../kernel/actor.ts'
import { defineCommand } from '../../../kernel/command.ts'
import type { Tx } from '../../../kernel/database/pool.ts'
import { kernelErrors } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Kernel } from '../../../kernel/index.ts'
import { commonKey } from '../../ground/key.ts'
import * as queries from './queries.ts'

/** The contacts of some things, each thing's whole. */
export interface ContactSet {
  readonly things: readonly { readonly code: string; readonly contacts: readonly KeptContact[] }[]
}

const READ = 'city.read-thing-contacts'
const MANAGE = 'city.manage-thing-contacts'
/** An entry names so many things; of a larger set it says how many. */
const NAMED = 20

const saveContacts = defineCommand<ContactSet, { contacts: number }>({
  name: 'city.save-thing-contacts',
  permission: MANAGE,
  rule: async (tx, { things }) => {
    const codes = things.map(({ code }) => code)
    const known = new Map((await queries.listContacted(tx, codes)).map((thing) => [thing.code, thing]))
    const contacts = things.flatMap(({ code, contacts: own }) => {
      const thing = known.get(code)
      if (thing === undefined) throw kernelErrors.not_found()
      tx.require(MANAGE, thing.divisionKey)
      return own.map((one) => ({ ...one, id: newId(), thingId: thing.id, divisionKey: thing.divisionKey }))
    })
    const found = [...known.values()]
    const thingIds = found.map(({ id }) => id)
    await queries.replaceContacts(tx, thingIds, contacts, tx.now)
    await tx.record({
      kind: 'thing-contacts.saved',
      matter: null,
      divisionKey: commonKey(found.map(({ divisionKey }) => divisionKey)),
      payload: { things: codes.length, contacts: contacts.length, ...(codes.length <= NAMED && { codes }) },
      personal: { contacts: things },
    })
    return { contacts: contacts.length }
  },
})

/** Whom to tell of a thing. */
export function createContacts(kernel: Kernel) {
  const save = (ctx: Ctx, commandId: string, set: ContactSet) => kernel.run(saveContacts, ctx, commandId, set)
  return {
    saveAllContacts: save,
    saveContacts: (ctx: Ctx, commandId: string, code: string, { contacts }: SaveContacts) =>
      save(ctx, commandId, { things: [{ code, contacts }] }),
    /** For whoever keeps them; the look and its purpose are written down. */
    readContacts: (ctx: Ctx, code: string, purpose: string): Promise<{ contacts: KeptContact[] }> =>
      kernel.readPersonal(ctx, READ, { subject: `thing:${code}`, purpose }, async (tx) => {
        const [thing] = await queries.listContacted(tx, [code])
        if (thing === undefined) throw kernelErrors.not_found()
        const rows = await queries.listKept(tx, code)
        return {
          divisionKey: thing.divisionKey,
          data: { contacts: rows.map(({ role, name, phone, account }) => ({ role, name, phone, account })) },
        }
      }),
    /** For a module that has asked who may and writes the look down itself, in its transaction. */
    contactsOf: (tx: Tx, code: string): Promise<ThingContact[]> => queries.listContacts(tx, code),
    /** Which of some codes are things at people's homes, in the scope of the transaction. */
    privateThings: async (tx: Tx, codes: readonly string[]): Promise<ReadonlySet<string>> =>
      new Set((await queries.listPrivate(tx, codes)).map(({ code }) => code)),
    /** Whether an account is a contact of a thing. */
    isContact: (account: string, thingId: string): Promise<boolean> =>
      kernel.pool.whole((tx) => queries.isContact(tx, account, thingId)),
  }
}

export type Contacts = ReturnType<typeof createContacts>
