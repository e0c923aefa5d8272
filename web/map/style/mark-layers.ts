import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import type { Palette } from '../../ui/tokens.ts'
import { caseColours, thingColours } from '../marks.ts'
import { diamond, layer, source } from './names.ts'

const byState = (colours: Readonly<Record<string, string>>, otherwise: string): ExpressionSpecification =>
  // The names and colours of a record are pairs, which the type of a match cannot see.
  ['match', ['get', 'state'], ...Object.entries(colours).flat(), otherwise] as unknown as ExpressionSpecification

/** Circles: the colour is the state, the size the severity (0 to 3); what is late has a ring, what is done is faint. */
export function caseLayers(it: Palette): LayerSpecification[] {
  const radius = (extra: number): ExpressionSpecification => [
    'interpolate',
    ['linear'],
    ['zoom'],
    11,
    ['+', 3 + extra, ['*', 0.7, ['get', 'severity']]],
    16,
    ['+', 6 + extra * 1.5, ['*', 1.6, ['get', 'severity']]],
  ]
  return [
    {
      id: 'case-rings',
      source: source.cases,
      type: 'circle',
      filter: ['any', ['==', ['get', 'state'], 'late'], ['==', ['get', 'selected'], true]],
      paint: {
        'circle-radius': radius(5),
        'circle-color': 'transparent',
        'circle-stroke-width': ['case', ['==', ['get', 'selected'], true], 2.5, 1],
        'circle-stroke-color': ['case', ['==', ['get', 'selected'], true], it.ink, it.red],
        'circle-stroke-opacity': ['case', ['==', ['get', 'selected'], true], 1, 0.55],
      },
    },
    {
      id: layer.cases,
      source: source.cases,
      type: 'circle',
      layout: { 'circle-sort-key': ['match', ['get', 'state'], 'late', 3, 'soon', 2, 'open', 1, 0] },
      paint: {
        'circle-radius': radius(0),
        'circle-color': byState(caseColours(it), it.accent),
        'circle-opacity': ['match', ['get', 'state'], 'done', 0.55, 0.95],
        'circle-stroke-width': 1,
        'circle-stroke-color': it.mapLand,
      },
    },
  ]
}

/** Diamonds, larger when they warn. */
export const thingLayers = (it: Palette): LayerSpecification[] => [
  {
    id: layer.things,
    source: source.things,
    type: 'symbol',
    layout: {
      'icon-image': diamond,
      'icon-allow-overlap': true,
      'icon-size': ['match', ['get', 'state'], ['calm', 'silent'], 0.7, 1],
      'symbol-sort-key': ['match', ['get', 'state'], 'red', 4, 'orange', 3, 'yellow', 2, 'blue', 1, 0],
    },
    paint: {
      'icon-color': byState(thingColours(it), it.mapLabel),
      'icon-halo-color': it.mapLand,
      'icon-halo-width': 1,
    },
  },
]

/** Where cases are thick, in one warm colour. */
export function heatLayer(it: Palette): LayerSpecification {
  const warm = it.levelOrange
  return {
    id: layer.heat,
    source: source.cases,
    type: 'heatmap',
    maxzoom: 15,
    layout: { visibility: 'none' },
    paint: {
      'heatmap-weight': ['match', ['get', 'state'], 'done', 0, ['+', 0.5, ['*', 0.25, ['get', 'severity']]]],
      'heatmap-radius': ['interpolate', ['exponential', 1.6], ['zoom'], 11, 36, 13, 90, 15, 200],
      'heatmap-intensity': 0.35,
      // The last two digits are the opacity.
      'heatmap-color': [
        'interpolate',
        ['linear'],
        ['heatmap-density'],
        0,
        `${warm}00`,
        0.4,
        `${warm}33`,
        1,
        `${warm}99`,
      ],
    },
  }
}
