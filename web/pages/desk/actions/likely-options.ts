import type { Case } from '../../../../contract/cases/index.ts'
import type { ActionField } from '../../../../contract/matter.ts'
import { conditionOf } from '../kinds/condition-id.ts'

type Option = ActionField['options'][number]

/** What makes an option likely. */
interface Ground {
  /** The case's own category; while it has none, those its words suggest. */
  readonly categories: readonly string[]
  readonly units: Case['units']
}

/** So many are all shown; of more only the likely ones, the rest are found by typing. */
const shownWhole = 12

/** The options shown before anybody types: of a long list those of likely categories, and those with a reason. */
export function likelyOptions({ options }: ActionField, { categories, units }: Ground): readonly Option[] {
  if (options.length <= shownWhole) return options
  const reasoned = new Set(units.filter(({ because }) => because !== null).map(({ id }) => id))
  return options.filter(({ id }) => reasoned.has(id) || categories.includes(conditionOf(id).category))
}
