import { useMemo } from 'react'
import type { Case } from '../../../../contract/cases/index.ts'
import { useMay } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { api } from '../../../paths.ts'
import { likelyKinds } from '../../../ui/kinds/likely.ts'

const mostSuggested = 3

/** The case's own category; while it has none, those that its words suggest. */
export function useLikelyCategories({ category, words, done }: Case): readonly string[] {
  const own = category?.code
  const mayList = useMay('report.make')
  const { data } = useApi(api.categories(), { enabled: own === undefined && mayList && !done })
  return useMemo(() => {
    if (own !== undefined) return [own]
    return likelyKinds(data ?? [], { words }, mostSuggested).map(({ code }) => code)
  }, [own, data, words])
}
