import type { MatterQuery } from '../../../contract/matter.ts'

/** The filters of the list, as they stand in the address; anything else there is ignored. */
export function readMattersSearch(raw: Readonly<Record<string, unknown>>): MatterQuery {
  const { state, kind, mine } = raw
  return {
    ...(typeof state === 'string' && { state }),
    ...(typeof kind === 'string' && { kind }),
    ...(mine === true && { mine }),
  }
}
