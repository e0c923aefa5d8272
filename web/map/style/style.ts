import type { LightSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl'
import type { Language } from '../../ui/texts/language.ts'
import { palettes, type ThemeName } from '../../ui/tokens.ts'
import { borderLayers, groundLayers, labelLayers } from './ground-layers.ts'
import { caseLayers, heatLayer, thingLayers } from './mark-layers.ts'
import { source } from './names.ts'
import type { Sheets } from './sheets.ts'

const geojson = (data: string | GeoJSON.FeatureCollection): SourceSpecification => ({ type: 'geojson', data })

const nothing = (): SourceSpecification => geojson({ type: 'FeatureCollection', features: [] })

/** What the page gives its data to. */
const given = [source.divisions, source.labels, source.waters, source.cases, source.things]

/** From the upper left, high by day and low by night, so that walls and roofs tell apart in both. */
const lights: Readonly<Record<ThemeName, LightSpecification>> = {
  light: { anchor: 'viewport', position: [1.4, 215, 38], color: '#ffffff', intensity: 0.32 },
  dark: { anchor: 'viewport', position: [1.3, 215, 48], color: '#dde6f0', intensity: 0.4 },
}

/** The map in our colours and one language. Sources are the same in every style, so that changing it keeps their data. */
export function mapStyle(theme: ThemeName, language: Language, sheets: Sheets): StyleSpecification {
  const it = palettes[theme]
  const { hrefs, tiles } = sheets
  const read = Object.entries(hrefs).map(([name, href]) => [name, geojson(href)] as const)
  const vector: SourceSpecification | null = tiles && {
    type: 'vector',
    tiles: [tiles.href],
    minzoom: tiles.minZoom,
    maxzoom: tiles.maxZoom,
  }
  return {
    version: 8,
    sources: {
      ...Object.fromEntries([...read, ...given.map((name) => [name, nothing()] as const)]),
      ...(vector && { [source.tiles]: vector }),
    },
    light: lights[theme],
    // What changes goes on, not by fading: a case that is late is late now.
    transition: { duration: 0, delay: 0 },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': it.ground } },
      ...groundLayers(it, sheets),
      ...borderLayers(it),
      heatLayer(it),
      ...labelLayers(it, language, sheets),
      ...thingLayers(it),
      ...caseLayers(it),
    ],
  }
}
