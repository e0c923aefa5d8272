import type { Case } from '../../../../contract/cases/index.ts'
import type { ActionField } from '../../../../contract/matter.ts'
import { conditionOf } from '../condition-id.ts'

type Option = ActionField['options'][number]

/** What makes an option likely. */
type Ground = Pick<Case, 'category' | 'units'>

const mostDigits = 9
/** So many are all shown; of more only the likely ones, the rest are found by typing. */
const shownWhole = 12

/** The options shown before anybody types: of a long list those of the case's own category, and those with a reason. */
export function likelyOptions(field: ActionField | undefined, { category, units }: Ground): readonly Option[] {
  const options = field?.options ?? []
  if (options.length <= shownWhole) return options
  const reasoned = new Set(units.filter(({ because }) => because !== null).map(({ id }) => id))
  return options.filter(({ id }) => reasoned.has(id) || conditionOf(id).category === category?.code)
}

/** The options that the digits 1 to 9 choose. */
export const firstOptions = (field: ActionField | undefined, it: Ground): readonly Option[] =>
  likelyOptions(field, it).slice(0, mostDigits)
