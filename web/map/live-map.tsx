import { type CSSProperties, useMemo, useRef } from 'react'
import { useCamera } from './engine/use-camera.ts'
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
  const { ground, label, cases = none, things = none, selected = null, division = null, heat, tilted } = props
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
  useShown(map, layer.buildings, tilted ?? false)
  useCamera(map, ground, props)
  useFocus(map, props)
  const hover = usePointer(map, props)
  const { right = 0, bottom = 0 } = props.margin ?? {}
  return (
    <section className={css.frame} aria-label={label} data-drawn={map !== undefined}>
      <div
        ref={box}
        className={css.map}
        style={{ '--right': `${right}px`, '--bottom': `${bottom}px` } as CSSProperties}
      />
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
