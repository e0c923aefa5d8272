import type { Map as MapLibre } from 'maplibre-gl'
import { useEffect, useEffectEvent, useState } from 'react'
import { useHotKeys } from '../../ui/keys/hot-keys.ts'
import { useText } from '../../ui/texts/use-text.ts'
import { useStill } from '../../ui/theme/theme.ts'
import { boundsOf } from '../features.ts'
import type { Ground } from '../ground.ts'
import type { CityMapProps } from '../props.ts'
import { texts } from '../texts.ts'

const moveMs = 600
const edgePx = 24
const tiltDegrees = 55
/** Less than this is flat. */
const flatDegrees = 8
const keyLength = 3

/** The division around another; null is the whole place. */
function outerOf(divisionKey: string, { find, sheets }: Ground): string | null {
  const outer = divisionKey.slice(0, -keyLength)
  const whole = sheets.some(({ features }) => features.length === 1 && features[0]?.properties.divisionKey === outer)
  return find(outer) === undefined || whole ? null : outer
}

/** Whether the map is tilted, by whatever means; and what tilts it or lays it flat. */
export function useTilt(map: MapLibre | undefined, asked: boolean): readonly [boolean, (tilted: boolean) => void] {
  const still = useStill()
  const [tilted, setTilted] = useState(asked)
  useEffect(() => {
    const listening = map?.on('pitch', () => setTilted(map.getPitch() > flatDegrees))
    return () => listening?.unsubscribe()
  }, [map])
  const tilt = (on: boolean) => void map?.easeTo({ pitch: on ? tiltDegrees : 0, duration: still ? 0 : moveMs })
  useEffect(() => {
    map?.jumpTo({ pitch: asked ? tiltDegrees : 0 })
    setTilted(asked)
  }, [map, asked])
  return [tilted, tilt]
}

/** Moves to the division drilled into; Esc goes out of it. Returns what shows the whole of it again. */
export function useCamera(map: MapLibre | undefined, ground: Ground, props: CityMapProps): () => void {
  const { division = null, onDivision, margin } = props
  const t = useText(texts)
  const still = useStill()
  const { top = 0, right = 0, bottom = 0, left = 0 } = margin ?? {}

  const show = useEffectEvent(() => {
    const chosen = division === null ? undefined : ground.find(division)
    const bounds = (chosen && boundsOf([chosen])) ?? ground.bounds
    const padding = { top: top + edgePx, right: right + edgePx, bottom: bottom + edgePx, left: left + edgePx }
    map?.fitBounds([...bounds], { padding, pitch: map.getPitch(), duration: still ? 0 : moveMs })
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of these is a reason to look anew
  useEffect(show, [map, ground, division, top, right, bottom, left])

  const out = () => division !== null && onDivision?.(outerOf(division, ground))
  useHotKeys(division !== null && onDivision ? [{ key: 'Escape', says: t('out'), run: out }] : [])
  return show
}
