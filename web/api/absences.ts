import { AbsenceList, AbsenceSaved, AbsencesPage, type AbsencesQuery, NewAbsence } from '../../contract/absences.ts'
import { KeptContacts, type SaveContacts, ThingList, ThingTypeList } from '../../contract/city/index.ts'
import { MessagePage, type MessageQuery } from '../../contract/messages.ts'
import { reading, writing } from './resource.ts'

/** Who is away, who is told, and what was to be told; schemas as in paths.ts. */

const dev = import.meta.env.DEV
const v1 = '/api/v1'
const ofThing = (thing: string) => `${v1}/things/${encodeURIComponent(thing)}/absences`
const contactsOf = (thing: string) => `${v1}/city/things/by-code/${encodeURIComponent(thing)}/contacts`

/** Announced absences, of one thing or of all in one's divisions. */
export const absenceApi = {
  all: (query: Partial<AbsencesQuery>) => reading(dev && AbsencesPage, `${v1}/absences`, query),
  of: (thing: string) => reading(dev && AbsenceList, ofThing(thing)),
  announce: (thing: string) => writing('POST', dev && NewAbsence, dev && AbsenceSaved, ofThing(thing)),
  end: (thing: string, absence: string) =>
    writing<object, { id: string }>('POST', false, dev && AbsenceSaved, `${ofThing(thing)}/${absence}/end`),
}

/** The homes that are cared for: kinds of things at homes, and the things. */
export const homeApi = {
  types: () => reading(dev && ThingTypeList, `${v1}/city/thing-types`),
  list: (type: string) => reading(dev && ThingList, `${v1}/city/things`, { type, limit: 1000 }),
}

/** Whom to tell of a thing. */
export const contactApi = {
  kept: (thing: string, purpose: string) => reading(dev && KeptContacts, contactsOf(thing), { purpose }),
  save: (thing: string) => writing<SaveContacts, { contacts: number }>('PUT', false, false, contactsOf(thing)),
}

/** Messages that are due. */
export const messageApi = {
  list: (query: Partial<MessageQuery>) => reading(dev && MessagePage, `${v1}/messages`, query),
}
