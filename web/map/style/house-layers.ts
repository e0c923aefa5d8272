import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import type { Palette } from '../../ui/tokens.ts'
import { layer, source } from './names.ts'

type Drawn = LayerSpecification & { source: string }

/** From afar houses come and go softly: below this zoom they are a texture, not houses. */
const faint: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 12, 0, 12.6, 1]

const height: ExpressionSpecification = ['coalesce', ['get', 'heightM'], 9]

/** The higher the lighter (by dark) or the deeper (by light): the middles of a place stand out by themselves. */
const colourOf = (it: Palette): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  height,
  12,
  it.mapBuilding,
  140,
  it.mapTower,
]

/** Houses: their outlines, and standing up where the map is tilted. One of the two is shown. */
export const houseLayers = (it: Palette): Drawn[] => [
  {
    id: layer.footprints,
    source: source.tiles,
    'source-layer': 'building',
    type: 'fill',
    minzoom: 12,
    paint: { 'fill-color': colourOf(it), 'fill-opacity': faint },
  },
  {
    id: layer.buildings,
    source: source.tiles,
    'source-layer': 'building',
    type: 'fill-extrusion',
    minzoom: 12,
    layout: { visibility: 'none' },
    paint: {
      'fill-extrusion-color': colourOf(it),
      'fill-extrusion-height': height,
      'fill-extrusion-base': ['coalesce', ['get', 'baseM'], 0],
      'fill-extrusion-vertical-gradient': true,
    },
  },
]

/** Trees of the parks, once one looks near. */
export const treeLayers = (it: Palette): Drawn[] => [
  {
    id: 'tree',
    source: source.tiles,
    'source-layer': 'tree',
    type: 'circle',
    minzoom: 14.6,
    paint: {
      'circle-color': it.mapTree,
      'circle-radius': ['interpolate', ['exponential', 2], ['zoom'], 14.6, 1, 18, 9],
      'circle-opacity': ['interpolate', ['linear'], ['zoom'], 14.6, 0, 15.2, 0.85],
      'circle-pitch-alignment': 'map',
    },
  },
]
