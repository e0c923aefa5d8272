import { packApi } from '../../../api/manage.ts'
import { useMay } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { useSaid } from '../../../ui/texts/use-text.ts'

/** Says a pack by its name, or by its id to those who may not see packs. */
export function usePackName(): (id: string) => string {
  const said = useSaid()
  const packs = useApi(packApi.list(), { enabled: useMay('pack.view') }).data?.items ?? []
  return (id) => {
    const pack = packs.find((one) => one.id === id)
    return pack ? said(pack.title) : id
  }
}
