import type { Map as MapLibre } from 'maplibre-gl'
import { useEffect } from 'react'
import { useHotKeys } from '../../ui/keys/hot-keys.ts'
import { useText } from '../../ui/texts/use-text.ts'
import { useStill } from '../../ui/theme/theme.ts'
import { boundsOf } from '../features.ts'
import type { Ground } from '../ground.ts'
import type { CityMapProps } from '../props.ts'
import { texts } from '../texts.ts'

const moveMs = 600
const edgePx = 24
const tiltDegrees = 52
const keyLength = 3

/** The division around another; null is the whole place. */
function outerOf(divisionKey: string, { find, sheets }: Ground): string | null {
  const outer = divisionKey.slice(0, -keyLength)
  const whole = sheets.some(({ features }) => features.length === 1 && features[0]?.properties.divisionKey === outer)
  return find(outer) === undefined || whole ? null : outer
}

/** Moves to the division drilled into, and tilts; Esc goes out of it. */
export function useCamera(map: MapLibre | undefined, ground: Ground, props: CityMapProps): void {
  const { division = null, onDivision, tilted = false, margin } = props
  const t = useText(texts)
  const still = useStill()
  const { top = 0, right = 0, bottom = 0, left = 0 } = margin ?? {}

  useEffect(() => {
    const chosen = division === null ? undefined : ground.find(division)
    const bounds = (chosen && boundsOf([chosen])) ?? ground.bounds
    const padding = { top: top + edgePx, right: right + edgePx, bottom: bottom + edgePx, left: left + edgePx }
    map?.fitBounds([...bounds], { padding, pitch: tilted ? tiltDegrees : 0, duration: still ? 0 : moveMs })
  }, [map, ground, division, tilted, still, top, right, bottom, left])

  const out = () => division !== null && onDivision?.(outerOf(division, ground))
  useHotKeys(division !== null && onDivision ? [{ key: 'Escape', says: t('out'), run: out }] : [])
}
