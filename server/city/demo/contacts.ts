import type { KeptContact } from '../../../contract/city/index.ts'
import { randomFrom, seedOf } from '../ground/shape/random.ts'
import { readNames } from './files.ts'
import { madeUpName } from './staff-list.ts'

/** Things and the roles of their contacts; an account for the first contact of all. */
export interface WantedContacts {
  readonly things: readonly { readonly code: string; readonly roles: readonly string[] }[]
  readonly account: string | null
}

/** Names and telephones for the contacts of things, the same for the same things. */
export async function madeUpContacts(
  folder: string,
  { things, account }: WantedContacts,
): Promise<{ code: string; contacts: KeptContact[] }[]> {
  const names = await readNames(folder)
  const random = randomFrom(seedOf(things.length, 'contacts'))
  let made = 0
  return things.map(({ code, roles }) => ({
    code,
    contacts: roles.map((role) => {
      made += 1
      // No subscriber's number begins with 100; staff have those below 50 million.
      const phone = `100${String(50_000_000 + made)}`
      return { role, name: madeUpName(random, names).zh, phone, account: made === 1 ? account : null }
    }),
  }))
}
