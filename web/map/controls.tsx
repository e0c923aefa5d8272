import type { Map as MapLibre } from 'maplibre-gl'
import { useEffect, useState } from 'react'
import { useHotKeys } from '../ui/keys/hot-keys.ts'
import { useText } from '../ui/texts/use-text.ts'
import { useStill } from '../ui/theme/theme.ts'
import css from './controls.module.css'
import { texts } from './texts.ts'

const moveMs = 200
const stepPx = 140

interface ControlsProps {
  map: MapLibre
  tilted: boolean
  onTilt: (tilted: boolean) => void
  /** Shows the whole again. */
  onWhole: () => void
}

/** Degrees the map is turned by, from north, clockwise. */
function useBearing(map: MapLibre): number {
  const [bearing, setBearing] = useState(0)
  useEffect(() => {
    const listening = map.on('rotate', () => setBearing(Math.round(map.getBearing())))
    return () => listening.unsubscribe()
  }, [map])
  return bearing
}

/** Nearer, farther, north up, tilted or flat, the whole: as buttons and as keys. */
export function Controls({ map, tilted, onTilt, onWhole }: ControlsProps) {
  const t = useText(texts)
  const duration = useStill() ? 0 : moveMs
  const bearing = useBearing(map)
  const nearer = () => void map.zoomIn({ duration })
  const farther = () => void map.zoomOut({ duration })
  const north = () => void map.easeTo({ bearing: 0, duration })
  const tilt = () => onTilt(!tilted)
  const move = (x: number, y: number) => () => void map.panBy([x * stepPx, y * stepPx], { duration })
  // The map moves by itself while it has the focus.
  const besides = (run: () => void) => () => {
    if (document.activeElement !== map.getCanvas()) run()
  }
  useHotKeys([
    { key: '+', says: t('nearer'), run: besides(nearer) },
    { key: '-', says: t('farther'), run: besides(farther) },
    { key: 't', says: t(tilted ? 'flat' : 'tilt'), run: tilt },
    { key: 'n', says: t('north'), run: north },
    { key: '0', says: t('whole'), run: onWhole },
    { key: 'ArrowLeft', says: t('move'), run: move(-1, 0) },
    { key: 'ArrowRight', says: t('move'), run: move(1, 0) },
    { key: 'ArrowUp', says: t('move'), run: move(0, -1) },
    { key: 'ArrowDown', says: t('move'), run: move(0, 1) },
  ])
  const button = (says: string, key: string, run: () => void, drawing: string, turn = 0) => (
    <button type="button" onClick={run} aria-label={says} title={`${says} (${key})`}>
      <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" style={{ transform: `rotate(${turn}deg)` }}>
        <path d={drawing} />
      </svg>
    </button>
  )
  return (
    <div className={css.controls}>
      <div>
        {button(t('nearer'), '+', nearer, 'M9 4v10M4 9h10')}
        {button(t('farther'), '−', farther, 'M4 9h10')}
      </div>
      <div>
        <button type="button" aria-pressed={tilted} onClick={tilt} title={`${t(tilted ? 'flat' : 'tilt')} (t)`}>
          <span className="visually-hidden">{t('tilt')}</span>
          <b aria-hidden="true">3D</b>
        </button>
        {button(t('north'), 'n', north, 'M9 2.5 12 9H6ZM9 15.5 6.4 9.8M9 15.5l2.6-5.7', -bearing)}
        {button(t('whole'), '0', onWhole, 'M3 7V3h4M11 3h4v4M15 11v4h-4M7 15H3v-4')}
      </div>
    </div>
  )
}

/** Nearer and farther, for a small map in a form. */
export function ZoomControls({ map }: { map: MapLibre }) {
  const t = useText(texts)
  const duration = useStill() ? 0 : moveMs
  return (
    <div className={css.controls}>
      <div>
        <button type="button" onClick={() => map.zoomIn({ duration })} aria-label={t('nearer')}>
          <b aria-hidden="true">+</b>
        </button>
        <button type="button" onClick={() => map.zoomOut({ duration })} aria-label={t('farther')}>
          <b aria-hidden="true">−</b>
        </button>
      </div>
    </div>
  )
}
