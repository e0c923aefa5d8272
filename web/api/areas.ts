import type { Division } from '../../contract/city/index.ts'

/**
 * The parts a place is told by: what lies right below the one division that holds everything, or the outermost ones where
 * there are several. Whatever they are called (streets, boroughs, towns): their level differs from place to place. What
 * has no ground of its own, such as the city a district names above itself, is none.
 */
export function areasOf(divisions: readonly Division[]): Division[] {
  const laid = new Set(divisions.filter(({ centre }) => centre !== null).map(({ divisionKey }) => divisionKey))
  const outermost = divisions.filter(
    ({ divisionKey, parentKey }) => laid.has(divisionKey) && (parentKey === null || !laid.has(parentKey)),
  )
  const [whole] = outermost
  if (whole === undefined || outermost.length > 1) return outermost
  const parts = partsOf(divisions, whole)
  return parts.length === 0 ? outermost : parts
}

/** What a division is made up of. */
export const partsOf = (divisions: readonly Division[], of: Division | undefined): Division[] =>
  of === undefined ? [] : divisions.filter(({ parentKey }) => parentKey === of.divisionKey)
