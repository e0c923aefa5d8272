import { type Map as MapLibre, Marker } from 'maplibre-gl'
import { useEffect } from 'react'
import { useStill, useThemeName } from '../../ui/theme/theme.ts'
import { palettes } from '../../ui/tokens.ts'
import type { CityMapProps } from '../props.ts'

const moveMs = 900
const edgePx = 60
/** A house and its street. */
const nearZoom = 16

/** Goes to what was found by its name and marks it until something else is looked for. */
export function useFocus(map: MapLibre | undefined, { focus = null, margin }: CityMapProps): void {
  const still = useStill()
  const colour = palettes[useThemeName()].accent
  const { top = 0, right = 0, bottom = 0, left = 0 } = margin ?? {}

  // biome-ignore lint/correctness/useExhaustiveDependencies: a panel that grows does not bring the map back to what was found
  useEffect(() => {
    if (map === undefined || focus === null) return
    const { lon, lat, bounds } = focus
    const padding = { top: top + edgePx, right: right + edgePx, bottom: bottom + edgePx, left: left + edgePx }
    map.fitBounds(bounds ? [...bounds] : [lon, lat, lon, lat], {
      padding,
      maxZoom: nearZoom,
      duration: still ? 0 : moveMs,
    })
  }, [map, focus])

  useEffect(() => {
    if (map === undefined || focus === null || focus.bounds !== null) return
    const marker = new Marker({ color: colour }).setLngLat([focus.lon, focus.lat]).addTo(map)
    return () => {
      marker.remove()
    }
  }, [map, focus, colour])
}
