import 'maplibre-gl/dist/maplibre-gl.css'
import { Map as MapLibre, NavigationControl, type StyleSpecification, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import type { Bounds } from '../features.ts'
import { diamond } from '../style/names.ts'

setWorkerUrl(workerUrl)

const diamondPx = 22

/** A diamond as a distance field, so that the style can colour it. */
function drawDiamond(): ImageData {
  const image = new ImageData(diamondPx, diamondPx)
  const middle = (diamondPx - 1) / 2
  for (let y = 0; y < diamondPx; y++) {
    for (let x = 0; x < diamondPx; x++) {
      const inside = (middle - 3 - (Math.abs(x - middle) + Math.abs(y - middle))) / Math.SQRT2
      // 191 of 255 is the edge of MapLibre's distance fields; 8 px are their reach.
      image.data[(y * diamondPx + x) * 4 + 3] = Math.max(0, Math.min(255, 191 + inside * (255 / 8)))
    }
  }
  return image
}

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
    maxPitch: 60,
    fadeDuration: 0,
  })
  map.addControl(new NavigationControl({ visualizePitch: true }), 'bottom-right')
  map.setMissingStyleImageResolver((id) => {
    if (id === diamond) map.addImage(id, drawDiamond(), { sdf: true, pixelRatio: 2 })
  })
  return map
}
