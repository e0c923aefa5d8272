import 'maplibre-gl/dist/maplibre-gl.css'
import { Map as MapLibre, type StyleSpecification, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import type { Bounds } from '../features.ts'
import { shapes } from '../style/names.ts'
import { drawShape } from './shapes.ts'

setWorkerUrl(workerUrl)

/** Starts a map in `container`. Throws where there is no WebGL. */
export function startMap(container: HTMLElement, style: StyleSpecification, bounds: Bounds, padding: number): MapLibre {
  const map = new MapLibre({
    container,
    style,
    bounds: [...bounds],
    fitBoundsOptions: { padding },
    // A double click drills down; a drag with two fingers tilts.
    doubleClickZoom: false,
    attributionControl: false,
    maxPitch: 68,
    // Nobody needs the other side of the earth, nor a single door.
    minZoom: 8,
    maxZoom: 19,
    fadeDuration: 0,
  })
  map.setMissingStyleImageResolver((id) => {
    const shape = shapes.find((name) => name === id)
    if (shape) map.addImage(shape, drawShape(shape), { sdf: true, pixelRatio: 2 })
  })
  return map
}
