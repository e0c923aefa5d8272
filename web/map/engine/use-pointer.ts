import type { Map as MapLibre, PointLike } from 'maplibre-gl'
import { useEffect, useEffectEvent, useState } from 'react'
import type { Opened } from '../marks.ts'
import type { CityMapProps } from '../props.ts'
import { layer } from '../style/names.ts'

/** Marks are small: a pointer this near, in px, means them. */
const reachPx = 7
const keyLength = 3

/** What stands beside the pointer. */
export interface Hover {
  readonly x: number
  readonly y: number
  readonly says: readonly string[]
}

type Point = { readonly x: number; readonly y: number }

/** The mark under the pointer, the uppermost first. */
function markAt(map: MapLibre, { x, y }: Point): Opened | null {
  const box: [PointLike, PointLike] = [
    [x - reachPx, y - reachPx],
    [x + reachPx, y + reachPx],
  ]
  const [found] = map.queryRenderedFeatures(box, { layers: [layer.cases, layer.things] })
  const id: unknown = found?.properties.id
  return typeof id === 'string' ? { of: found?.layer.id === layer.cases ? 'case' : 'thing', id } : null
}

/** The division under the pointer one level further in than the one drilled into. */
function divisionAt(map: MapLibre, point: Point, from: string | null): string | null {
  const keys = map
    .queryRenderedFeatures([point.x, point.y], { layers: [layer.divisions] })
    .filter(({ properties }) => (from === null ? properties.depth === 1 : true))
    .map(({ properties }) => String(properties.divisionKey))
  return keys.find((key) => from === null || (key.startsWith(from) && key.length === from.length + keyLength)) ?? null
}

/** Hover says, click opens, double click drills down. Returns what to say where. */
export function usePointer(map: MapLibre | undefined, props: CityMapProps): Hover | null {
  const { cases, things, division = null, onOpen, onPick, onDivision } = props
  const [hover, setHover] = useState<Hover | null>(null)

  const moved = useEffectEvent((at: MapLibre, point: Point) => {
    const mark = markAt(at, point)
    const found = mark && (mark.of === 'case' ? cases : things)?.find(({ id }) => id === mark.id)
    at.getCanvas().style.cursor = found && onOpen ? 'pointer' : onPick ? 'crosshair' : ''
    setHover(found ? { x: point.x, y: point.y, says: found.says } : null)
  })
  const clicked = useEffectEvent((at: MapLibre, point: Point) => {
    const mark = onOpen ? markAt(at, point) : null
    const { lng: lon, lat } = at.unproject([point.x, point.y])
    if (mark) onOpen?.(mark)
    else onPick?.({ lon, lat })
  })
  const drilled = useEffectEvent((at: MapLibre, point: Point) => {
    const inner = markAt(at, point) === null && divisionAt(at, point, division)
    if (inner) onDivision?.(inner)
  })

  useEffect(() => {
    if (map === undefined) return
    const listening = [
      map.on('mousemove', ({ point }) => moved(map, point)),
      map.on('mouseout', () => setHover(null)),
      map.on('click', ({ point }) => clicked(map, point)),
      map.on('dblclick', ({ point }) => drilled(map, point)),
    ]
    return () => {
      for (const each of listening) each.unsubscribe()
    }
  }, [map])
  return hover
}
