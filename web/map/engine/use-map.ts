import type { FeatureCollection } from 'geojson'
import { GeoJSONSource, type Map as MapLibre, type StyleSpecification } from 'maplibre-gl'
import { type RefObject, useEffect, useState } from 'react'
import { useLanguage } from '../../ui/texts/language.ts'
import { useThemeName } from '../../ui/theme/theme.ts'
import type { Ground } from '../ground.ts'
import type { Sheets } from '../style/sheets.ts'
import { mapStyle } from '../style/style.ts'
import { startMap } from './start-map.ts'

/** Unit grids are many and fine: they are read once somebody looks this near. */
const nearZoom = 14.5
const edgePx = 24

function sheetsOf(ground: Ground, near: boolean): Sheets {
  const { 'unit-grid': _fine, ...coarse } = ground.hrefs
  return near ? ground : { ...ground, hrefs: coarse }
}

/** What is shown and hidden stays so in another style. */
function asShown(before: StyleSpecification | undefined, next: StyleSpecification): StyleSpecification['layers'] {
  const shown = new Map(before?.layers.map((each) => [each.id, each.layout?.visibility]))
  return next.layers.map((each) => {
    const visibility = shown.get(each.id)
    if (visibility === undefined || each.type === 'background') return each
    return { ...each, layout: { ...each.layout, visibility } } as typeof each
  })
}

/** A map in `box`, in the theme and language now shown; undefined until it can be drawn on. */
export function useMap(box: RefObject<HTMLElement | null>, ground: Ground): MapLibre | undefined {
  const theme = useThemeName()
  const language = useLanguage()
  const [near, setNear] = useState(false)
  const [map, setMap] = useState<MapLibre>()

  // biome-ignore lint/correctness/useExhaustiveDependencies: a map is started once; what changes later is set on it below
  useEffect(() => {
    if (box.current === null) return
    const started = startMap(box.current, mapStyle(theme, language, sheetsOf(ground, false)), ground.bounds, edgePx)
    // Not `load`: that waits until everything is drawn, and what needs somebody is to be seen before the last road.
    started.once('style.load', () => setMap(started))
    started.on('zoomend', () => setNear((was) => was || started.getZoom() >= nearZoom))
    return () => {
      setMap(undefined)
      started.remove()
    }
  }, [box])

  useEffect(() => {
    // Sources are kept as they are, with the data they have been given.
    map?.setStyle(mapStyle(theme, language, sheetsOf(ground, near)), {
      transformStyle: (before, next) => ({
        ...next,
        sources: { ...next.sources, ...before?.sources },
        layers: asShown(before, next),
      }),
    })
  }, [map, theme, language, ground, near])
  return map
}

/** Gives a source its data, now and whenever it changes. */
export function useData(map: MapLibre | undefined, source: string, data: FeatureCollection): void {
  useEffect(() => {
    const found = map?.getSource(source)
    if (found instanceof GeoJSONSource) void found.setData(data)
  }, [map, source, data])
}

/** Shows or hides a layer. */
export function useShown(map: MapLibre | undefined, layer: string, shown: boolean): void {
  useEffect(() => {
    if (map?.getLayer(layer)) map.setLayoutProperty(layer, 'visibility', shown ? 'visible' : 'none')
  }, [map, layer, shown])
}
