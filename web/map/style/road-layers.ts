import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import type { Palette } from '../../ui/tokens.ts'

type Drawn = LayerSpecification & { source: string }

const [farZoom, nearZoom] = [10, 20]
/** What is left of a road's width between its pavements. */
const carriageway = 0.78
/** Seen from afar a road is still a line. */
const leastPx = 0.8

/** The width of a road as it is on the ground, and `more` px; roads whose width nobody knows are narrow. */
function widthOf(metrePx: number, more: number): ExpressionSpecification {
  const at = (zoom: number, leastOf: number): ExpressionSpecification => [
    '+',
    ['max', leastOf, ['*', ['coalesce', ['get', 'widthM'], 10], carriageway * metrePx * 2 ** zoom]],
    more,
  ]
  return ['interpolate', ['exponential', 2], ['zoom'], farZoom, at(farZoom, leastPx), nearZoom, at(nearZoom, leastPx)]
}

/** Roads by rank: each rank with its casing, so that the broader one runs through where they cross. */
export function roadLayers(it: Palette, metrePx: number): Drawn[] {
  const kinds = [
    ['street', ['!', ['in', ['get', 'kind'], ['literal', ['trunk', 'expressway']]]], it.mapRoad],
    ['trunk', ['==', ['get', 'kind'], 'trunk'], it.mapTrunk],
    ['expressway', ['==', ['get', 'kind'], 'expressway'], it.mapExpressway],
  ] as const satisfies readonly (readonly [string, ExpressionSpecification, string])[]
  const line = (id: string, filter: ExpressionSpecification, colour: string, more: number): Drawn => ({
    id,
    source: 'road',
    type: 'line',
    filter,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': widthOf(metrePx, more) },
  })
  const ofRanks = kinds.flatMap(([kind, filter, colour]) => [
    line(`road-${kind}-casing`, filter, it.mapCasing, 1.6),
    line(`road-${kind}`, filter, colour, 0),
  ])
  return [...ofRanks, middleLine(it)]
}

/** The line between the two ways of an expressway, once one looks near. */
const middleLine = (it: Palette): Drawn => ({
  id: 'road-middle',
  source: 'road',
  type: 'line',
  minzoom: 14.5,
  filter: ['==', ['get', 'kind'], 'expressway'],
  paint: { 'line-color': it.mapCasing, 'line-width': ['interpolate', ['linear'], ['zoom'], 14.5, 0.6, 18, 2.5] },
})
