import { type CSSProperties, useEffect, useMemo, useRef } from 'react'
import { Controls, ZoomControls } from './controls.tsx'
import { useCamera, useTilt } from './engine/use-camera.ts'
import { useFocus } from './engine/use-focus.ts'
import { useData, useMap, useShown } from './engine/use-map.ts'
import { usePointer } from './engine/use-pointer.ts'
import { labelPoints, stacked } from './features.ts'
import css from './map.module.css'
import { markFeatures } from './marks.ts'
import type { DrawnMapProps } from './props.ts'
import { layer, source } from './style/names.ts'

const none = [] as const

/** The map drawn by MapLibre. */
export function LiveMap(props: DrawnMapProps) {
  const { ground, label, cases = none, things = none, selected = null, division = null, heat } = props
  const { controls = 'zoom', tilted: asked = false } = props
  const box = useRef<HTMLDivElement>(null)
  const map = useMap(box, ground)
  const divisions = useMemo(() => stacked(ground.sheets, division), [ground, division])
  const labels = useMemo(() => labelPoints(ground.sheets), [ground])
  const caseMarks = useMemo(() => markFeatures(cases, selected), [cases, selected])
  const thingMarks = useMemo(() => markFeatures(things, selected), [things, selected])
  useData(map, source.divisions, divisions)
  useData(map, source.labels, labels)
  useData(map, source.waters, ground.waters)
  useData(map, source.cases, caseMarks)
  useData(map, source.things, thingMarks)
  useShown(map, layer.heat, heat ?? false)
  const [tilted, tilt] = useTilt(map, asked)
  useShown(map, layer.buildings, tilted)
  useShown(map, layer.footprints, !tilted)
  const showWhole = useCamera(map, ground, props)
  useFocus(map, props)
  useEffect(() => map?.getCanvas().setAttribute('aria-label', label), [map, label])
  const hover = usePointer(map, props)
  const { right = 0, bottom = 0 } = props.margin ?? {}
  return (
    <section
      className={css.frame}
      aria-label={label}
      data-drawn={map !== undefined}
      style={{ '--right': `${right}px`, '--bottom': `${bottom}px` } as CSSProperties}
    >
      <div ref={box} className={css.map} />
      {map && controls === 'all' && <Controls map={map} tilted={tilted} onTilt={tilt} onWhole={showWhole} />}
      {map && controls === 'zoom' && <ZoomControls map={map} />}
      {hover && (
        <div className={css.hover} style={{ left: hover.x, top: hover.y }} aria-hidden="true">
          {hover.says.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </div>
      )}
    </section>
  )
}
