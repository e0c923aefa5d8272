import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import type { Language } from '../../ui/texts/language.ts'
import type { Palette } from '../../ui/tokens.ts'
import { houseLayers, treeLayers } from './house-layers.ts'
import { layer, nameIn, source } from './names.ts'
import { roadLayers } from './road-layers.ts'
import type { Sheets } from './sheets.ts'

/**
 * The style has no `glyphs` address: MapLibre then draws every letter, Latin too, from these faces of the device, and
 * the map needs no network for its labels.
 */
export const faces = ['HarmonyOS Sans SC', 'PingFang SC', 'Noto Sans CJK SC', 'Microsoft YaHei', 'sans-serif']

/** The land and what lies on it, from the bottom up. Leaves out what there is no sheet for. */
export function groundLayers(it: Palette, sheets: Sheets): LayerSpecification[] {
  const drawn: (LayerSpecification & { source: string })[] = [
    ...landLayers(it),
    { id: 'unit-grid', source: 'unit-grid', type: 'line', minzoom: 15, paint: { 'line-color': it.mapGrid } },
    {
      id: 'responsibility-grid',
      source: 'responsibility-grid',
      type: 'line',
      minzoom: 13.8,
      paint: { 'line-color': it.mapGrid, 'line-width': 1.4, 'line-dasharray': [3, 2] },
    },
    ...treeLayers(it),
    ...roadLayers(it, sheets.metrePx),
    ...houseLayers(it),
  ]
  return [
    {
      id: 'land',
      source: source.divisions,
      type: 'fill',
      filter: ['==', ['get', 'depth'], 0],
      paint: { 'fill-color': it.mapLand },
    },
    ...drawn.filter(({ source: from }) => (from === source.tiles ? sheets.tiles !== null : from in sheets.hrefs)),
  ]
}

const isPond: ExpressionSpecification = ['==', ['get', 'kind'], 'pond']

/** Blocks, parks, grounds for games, waters. */
const landLayers = (it: Palette): (LayerSpecification & { source: string })[] => [
  {
    id: 'block',
    source: source.tiles,
    'source-layer': 'block',
    type: 'fill',
    minzoom: 12,
    paint: { 'fill-color': it.mapBlock, 'fill-opacity': ['interpolate', ['linear'], ['zoom'], 12, 0, 12.4, 1] },
  },
  { id: 'park', source: 'park', type: 'fill', filter: ['!', isPond], paint: { 'fill-color': it.mapPark } },
  {
    id: 'pitch',
    source: source.tiles,
    'source-layer': 'pitch',
    type: 'fill',
    minzoom: 14,
    paint: { 'fill-color': it.mapPitch },
  },
  { id: 'water', source: 'water', type: 'fill', paint: { 'fill-color': it.mapWater } },
  { id: 'pond', source: 'park', type: 'fill', filter: isPond, paint: { 'fill-color': it.mapWater } },
]

/** Borders, the finest first, and the division drilled into. `depth` 0 is the whole place. */
export function borderLayers(it: Palette): LayerSpecification[] {
  const borders = (id: string, depth: number, colour: string, width: number, minzoom = 0): LayerSpecification => ({
    id,
    source: source.divisions,
    type: 'line',
    minzoom,
    filter: ['==', ['get', 'depth'], depth],
    paint: { 'line-color': colour, 'line-width': width },
  })
  return [
    borders('community', 2, it.mapGrid, 1, 13.2),
    borders('street', 1, it.mapBorder, 1),
    borders('outline', 0, it.mapBorder, 1.6),
    // Drawn in no colour: what lies under the pointer is asked of it.
    { id: layer.divisions, source: source.divisions, type: 'fill', paint: { 'fill-opacity': 0 } },
    {
      id: 'chosen-fill',
      source: source.divisions,
      type: 'fill',
      filter: ['==', ['get', 'chosen'], true],
      paint: { 'fill-color': it.accent, 'fill-opacity': 0.06 },
    },
    {
      id: 'chosen',
      source: source.divisions,
      type: 'line',
      filter: ['==', ['get', 'chosen'], true],
      paint: { 'line-color': it.accent, 'line-width': 1.8 },
    },
  ]
}

/** Names with halos: roads along their line, divisions at their middle, the finer the nearer one looks. */
export function labelLayers(it: Palette, language: Language, { hrefs }: Sheets): LayerSpecification[] {
  const paint = { 'text-color': it.mapLabel, 'text-halo-color': it.mapLand, 'text-halo-width': 1.8 }
  const name: ExpressionSpecification = ['get', nameIn(language)]
  const named = { 'text-field': name, 'text-font': faces, 'text-max-width': 14 }
  const along = (id: string, of: string, minzoom: number, halo = it.mapLand): LayerSpecification => ({
    id,
    source: of,
    type: 'symbol',
    minzoom,
    layout: {
      ...named,
      'symbol-placement': 'line',
      'text-pitch-alignment': 'viewport',
      'symbol-spacing': 400,
      'text-size': 11.5,
    },
    paint: { ...paint, 'text-halo-color': halo },
  })
  const parkNames: LayerSpecification = {
    id: 'park-name',
    source: 'park',
    type: 'symbol',
    minzoom: 14.4,
    filter: ['has', 'nameZh'],
    layout: { ...named, 'text-size': 11.5 },
    paint: { ...paint, 'text-color': it.green, 'text-halo-color': it.mapPark },
  }
  const divisions = (depth: number, minzoom: number, maxzoom: number, px: number): LayerSpecification => ({
    id: `name-${depth}`,
    source: source.labels,
    type: 'symbol',
    minzoom,
    maxzoom,
    filter: ['==', ['get', 'depth'], depth],
    // On a small map, from far off, names are small too, or few of them would have room.
    layout: { ...named, 'text-size': ['interpolate', ['linear'], ['zoom'], 10, px * 0.75, 12.2, px] },
    paint: depth === 1 ? { ...paint, 'text-color': it.mapName } : paint,
  })
  return [
    ...('road' in hrefs ? [along('road-name', 'road', 13.2)] : []),
    along('water-name', source.waters, 11.5, it.mapWater),
    ...('park' in hrefs ? [parkNames] : []),
    divisions(2, 14.3, 24, 12),
    divisions(1, 0, 15, 14),
  ]
}
