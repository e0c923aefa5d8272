import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import type { Palette } from '../../ui/tokens.ts'
import { caseColours, caseShapes, levelColours, thingColours } from '../marks.ts'
import { faces } from './ground-layers.ts'
import { layer, source } from './names.ts'

const bySomething = (property: string, values: Readonly<Record<string, string>>, otherwise: string) =>
  // The names and values of a record are pairs, which the type of a match cannot see.
  ['match', ['get', property], ...Object.entries(values).flat(), otherwise] as unknown as ExpressionSpecification

const isSelected: ExpressionSpecification = ['==', ['get', 'selected'], true]
const selectedOr = (value: string | number, otherwise: string | number | ExpressionSpecification) =>
  ['case', isSelected, value, otherwise] as ExpressionSpecification

/** Rings, px: around a mark of the size that its severity (0 to 3) gives it. */
const ringRadius: ExpressionSpecification = [
  'interpolate',
  ['linear'],
  ['zoom'],
  11,
  ['+', 7, ['*', 0.8, ['get', 'severity']]],
  16,
  ['+', 12, ['*', 1.8, ['get', 'severity']]],
]

/** Colour and shape are the state, the size is the severity (0 to 3), the ring its level; what is done is faint. */
export function caseLayers(it: Palette): LayerSpecification[] {
  const [, yellow, orange, red] = levelColours(it)
  const level: ExpressionSpecification = ['match', ['get', 'severity'], 1, yellow, 2, orange, 3, red, it.mapLabel]
  const isGrave: ExpressionSpecification = ['all', ['>', ['get', 'severity'], 0], ['!=', ['get', 'state'], 'done']]
  return [
    {
      id: 'case-rings',
      source: source.cases,
      type: 'circle',
      filter: ['any', isGrave, isSelected],
      paint: {
        'circle-radius': ringRadius,
        'circle-color': 'transparent',
        'circle-stroke-width': selectedOr(2.5, 1.2),
        'circle-stroke-color': selectedOr(it.ink, level),
        'circle-stroke-opacity': selectedOr(1, 0.7),
      },
    },
    {
      id: layer.cases,
      source: source.cases,
      type: 'symbol',
      layout: {
        'icon-image': bySomething('state', caseShapes, 'circle'),
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'icon-size': [
          'interpolate',
          ['linear'],
          ['zoom'],
          11,
          ['+', 0.75, ['*', 0.12, ['get', 'severity']]],
          16,
          ['+', 1.4, ['*', 0.3, ['get', 'severity']]],
        ],
        'symbol-sort-key': ['match', ['get', 'state'], 'late', 3, 'soon', 2, 'open', 1, 0],
      },
      paint: {
        'icon-color': bySomething('state', caseColours(it), it.accent),
        'icon-opacity': ['match', ['get', 'state'], 'done', 0.7, 1],
        'icon-halo-color': it.mapLand,
        'icon-halo-width': 1,
      },
    },
  ]
}

/** Diamonds, larger and ringed when they warn; near, with what they last said. */
export function thingLayers(it: Palette): LayerSpecification[] {
  const colours = bySomething('state', thingColours(it), it.mapLabel)
  const isCalm: ExpressionSpecification = ['in', ['get', 'state'], ['literal', ['calm', 'silent']]]
  const sizeOf = (calm: number, warning: number): ExpressionSpecification => ['case', isCalm, calm, warning]
  const label: ExpressionSpecification = ['coalesce', ['get', 'label'], '']
  return [
    {
      id: 'thing-rings',
      source: source.things,
      type: 'circle',
      filter: ['any', ['!', isCalm], isSelected],
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 9, 16, 15],
        'circle-color': colours,
        'circle-opacity': 0.14,
        'circle-stroke-width': selectedOr(2.5, 1.4),
        'circle-stroke-color': selectedOr(it.ink, colours),
      },
    },
    {
      id: layer.things,
      source: source.things,
      type: 'symbol',
      layout: {
        'icon-image': 'diamond',
        'icon-allow-overlap': true,
        // Hundreds of things must not push away the names of streets.
        'icon-ignore-placement': true,
        'icon-size': [
          'interpolate',
          ['linear'],
          ['zoom'],
          10,
          sizeOf(0.2, 0.8),
          11.5,
          sizeOf(0.36, 0.9),
          14,
          sizeOf(0.7, 1),
        ],
        'symbol-sort-key': ['match', ['get', 'state'], 'red', -4, 'orange', -3, 'yellow', -2, 'blue', -1, 0],
        'text-field': ['step', ['zoom'], '', 11.5, ['case', isCalm, '', label], 14.2, label],
        'text-font': faces,
        'text-size': 11,
        'text-optional': true,
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 1.3,
      },
      paint: {
        'icon-color': colours,
        'icon-halo-color': it.mapLand,
        'icon-halo-width': 1,
        'text-color': ['match', ['get', 'state'], ['calm', 'silent'], it.mapLabel, it.ink],
        'text-halo-color': it.mapLand,
        'text-halo-width': 1.6,
      },
    },
  ]
}

/** Where cases are thick, in one warm colour; near, where each is seen by itself, it fades. */
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
      'heatmap-opacity': ['interpolate', ['linear'], ['zoom'], 13.5, 1, 14.8, 0],
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
