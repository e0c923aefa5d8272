import type { Case } from '../../../../../contract/cases/index.ts'
import type { ActionField } from '../../../../../contract/matter.ts'
import { useMay } from '../../../../api/me.ts'
import { useApi } from '../../../../api/query.ts'
import { api } from '../../../../paths.ts'
import { useSaid } from '../../../../ui/texts/use-text.ts'
import { conditionOf } from '../../kinds/condition-id.ts'
import { useLimitWords } from '../../kinds/use-limit-words.ts'

type Option = ActionField['options'][number]

/** What to say under an option: why a unit is offered, the limit and the end a filing condition brings. */
export function useOptionDetails(it: Case, field: ActionField): (option: Option) => readonly string[] {
  const said = useSaid()
  const sayLimit = useLimitWords()
  const isCondition = field.id === 'conditionId'
  const mayList = useMay('report.make')
  const categories = useApi(api.categories(), { enabled: isCondition && mayList }).data ?? []
  return (option) => {
    if (isCondition) {
      const sought = conditionOf(option.id)
      const category = categories.find(({ code }) => code === sought.category)
      const condition = category?.conditions.find(({ name }) => name === sought.condition)
      if (condition === undefined) return []
      return [sayLimit(condition.limit), said(condition.closing)]
    }
    const because = it.units.find(({ id }) => id === option.id)?.because
    return because ? [said(because)] : []
  }
}
