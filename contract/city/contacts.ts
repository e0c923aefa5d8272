import { z } from 'zod'

/** What somebody is to a thing, as rules name them in `contact/family`. */
const ContactRole = z
  .string()
  .max(48)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'small letters, digits and single hyphens, as in family')

/** Somebody to tell of a thing. */
export const ThingContact = z.object({
  role: ContactRole,
  name: z.string().trim().min(1).max(60),
  phone: z.string().trim().max(30).nullable(),
})
export type ThingContact = z.infer<typeof ThingContact>

/** As whoever keeps contacts sees them: with the account, if any, that may announce absences of the thing. */
export const KeptContact = ThingContact.extend({ account: z.uuid().nullable().default(null) })
export type KeptContact = z.infer<typeof KeptContact>

/** `PUT /api/v1/city/things/by-code/:code/contacts`: all of them, in place of those before. */
export const SaveContacts = z.object({ contacts: z.array(KeptContact).max(10) })
export type SaveContacts = z.infer<typeof SaveContacts>

/** `GET /api/v1/city/things/by-code/:code/contacts?purpose=…`: the look is written down. */
export const ContactsQuery = z.object({ purpose: z.string().trim().min(2).max(200) })
export const KeptContacts = z.object({ contacts: z.array(KeptContact) })
