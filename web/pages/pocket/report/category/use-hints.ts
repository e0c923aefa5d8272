import type { Nearby } from '../../../../../contract/cases/index.ts'
import { useMay } from '../../../../api/me.ts'
import { useApi } from '../../../../api/query.ts'
import { api } from '../../../../paths.ts'
import type { Hints } from '../../../../ui/kinds/likely.ts'
import type { Point } from '../../place/distance.ts'

/** Degrees to five places, about a metre: the same place is asked about once. */
const rounded = ({ lon, lat }: Point): Point => ({ lon: Number(lon.toFixed(5)), lat: Number(lat.toFixed(5)) })

const nowhere: Point = { lon: 0, lat: 0 }
const thingReachM = 60

/** What speaks for one category or another at a place. Whatever cannot be asked now says nothing. */
export function useHints(position: Point | null, words: string): Hints & { readonly nearby: Nearby } {
  const at = rounded(position ?? nowhere)
  const known = position !== null
  const seesThings = useMay('city.view-things')
  const nearby = useApi(api.nearby(at), { enabled: known }).data ?? []
  const things = useApi(api.thingsNear({ ...at, withinM: thingReachM, limit: 10 }), { enabled: known && seesThings })
  const before = useApi(api.cases({ queue: 'handled', order: 'newest', limit: 20 }), { keep: true })
  return {
    words,
    nearby,
    things: things.data?.items ?? [],
    recent: (before.data?.items ?? []).flatMap(({ category }) => category?.code ?? []),
  }
}
