import { useMemo } from 'react'
import { accountApi } from '../../../api/manage.ts'
import { useApi } from '../../../api/query.ts'
import { useRoleName, useSaid } from '../../../ui/texts/use-text.ts'
import type { Option } from '../parts/places.ts'

const broughtBy = new Set(['pack.installed', 'pack.changed'])

/** The roles there are, those that packs bring included: to choose from, and by name. */
export function useRoles(): { options: Option[]; name: (role: string) => string } {
  const said = useSaid()
  const cityName = useRoleName()
  const items = useApi(accountApi.roles(), { refreshOn: ({ kind }) => broughtBy.has(kind) }).data?.items
  return useMemo(() => {
    const names = new Map(items?.map(({ role, name }) => [role, said(name)]))
    const options = [...names].map(([value, label]) => ({ value, label }))
    return { options, name: (role) => names.get(role) ?? cityName(role) }
  }, [items, said, cityName])
}
