import type { JournalFilter } from '../../../../contract/journal.ts'
import { instantIn } from '../../../ui/time/zone.ts'
import type { ManageSearch } from '../search.ts'

const local = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const matterForm = /^[a-z][a-z-]*:/

/** Whether what was typed as a matter can be asked for. */
export const isMatter = (typed: string): boolean => matterForm.test(typed.trim())

/** What the address of the page asks of the journal; what cannot be asked for is left out. */
export function filterOf(search: ManageSearch, zone: string): JournalFilter {
  const { q, matter, kind, person, within, from, to, command } = search
  const instant = (typed: string | undefined) =>
    typed !== undefined && local.test(typed) ? instantIn(zone, typed) : undefined
  const filter = {
    words: q,
    matter: matter !== undefined && isMatter(matter) ? matter.trim() : undefined,
    kind,
    actor: person,
    within,
    command: command !== undefined && uuid.test(command.trim()) ? command.trim().toLowerCase() : undefined,
    from: instant(from),
    to: instant(to),
  }
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
}
