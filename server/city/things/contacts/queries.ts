import type { KeptContact, ThingContact } from '../../../../contract/city/index.ts'
import type { Tx } from '../../../kernel/database/pool.ts'

/** A thing as far as its contacts need it. */
export interface ContactedThing {
  readonly id: string
  readonly code: string
  readonly divisionKey: string
}

/** Those of some codes that are there and in scope. */
export const listContacted = (tx: Tx, codes: readonly string[]): Promise<ContactedThing[]> =>
  tx.query(`select thing_id as id, code, division_key as "divisionKey" from city.thing where code = any($1)`, [codes])

/** Those of some codes that stand at people's homes. */
export const listPrivate = (tx: Tx, codes: readonly string[]): Promise<{ code: string }[]> =>
  tx.query(`select code from city.thing where code = any($1) and is_private`, [codes])

/** A contact under an id, of a thing. */
export interface NewContact extends KeptContact {
  readonly id: string
  readonly thingId: string
  readonly divisionKey: string
}

/** Puts contacts in place of all those that some things had. */
export async function replaceContacts(
  tx: Tx,
  thingIds: readonly string[],
  contacts: readonly NewContact[],
  now: Date,
): Promise<void> {
  await tx.query(`delete from city.thing_contact where thing_id = any($1)`, [thingIds])
  await tx.query(
    `insert into city.thing_contact (contact_id, thing_id, role, name, phone, account, division_key, changed_at)
     select id, "thingId", role, name, phone, account, "divisionKey", $2
     from jsonb_to_recordset($1) as c (id uuid, "thingId" uuid, role text, name text, phone text, account text,
       "divisionKey" text)`,
    [JSON.stringify(contacts), now],
  )
}

/** Contacts of a thing by its code, with their accounts. */
export const listKept = (tx: Tx, code: string): Promise<(KeptContact & { divisionKey: string })[]> =>
  tx.query(
    `select c.role, c.name, c.phone, c.account, c.division_key as "divisionKey" from city.thing_contact c
     join city.thing t on t.thing_id = c.thing_id where t.code = $1 order by c.role, c.name`,
    [code],
  )

/** Whom to tell of a thing. */
export const listContacts = (tx: Tx, code: string): Promise<ThingContact[]> =>
  tx.query(
    `select c.role, c.name, c.phone from city.thing_contact c join city.thing t on t.thing_id = c.thing_id
     where t.code = $1 order by c.role, c.name`,
    [code],
  )

export async function isContact(tx: Tx, account: string, thingId: string): Promise<boolean> {
  const row = await tx.maybe(`select from city.thing_contact where thing_id = $1 and account = $2`, [thingId, account])
  return row !== undefined
}
