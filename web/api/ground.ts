import { useMemo } from 'react'
import type { MapIndex } from '../../contract/city/index.ts'
import type { Divisions } from '../map/features.ts'
import { type Ground, groundOf, type Waters } from '../map/ground.ts'
import { api } from '../paths.ts'
import { useApi } from './query.ts'

function useSheet<Sheet>(index: MapIndex | undefined, name: string): Sheet | undefined {
  const href = index?.layers.find((layer) => layer.name === name)?.href
  return useApi(api.sheet<Sheet>(href ?? ''), { enabled: href !== undefined }).data
}

const drawn = new Set(['ground.laid', 'division.saved', 'divisions.imported', 'grids.imported'])

/** Whether boundaries have changed. */
export const isOfGround = ({ kind }: { kind: string }): boolean => drawn.has(kind)

/** Reads the ground for `<CityMap ground={useGround()} …>`; undefined until it is here, null where nobody drew any. */
export function useGround(): Ground | null | undefined {
  const index = useApi(api.map(), { refreshOn: isOfGround }).data
  const district = useSheet<Divisions>(index, 'district')
  const street = useSheet<Divisions>(index, 'street')
  const community = useSheet<Divisions>(index, 'community')
  const water = useSheet<Waters>(index, 'water')
  return useMemo(
    () => index && district && street && community && groundOf(index, [district, street, community], water),
    [index, district, street, community, water],
  )
}
