import type { SourceSpecification, StyleSpecification } from 'maplibre-gl'
import type { Language } from '../../ui/texts/language.ts'
import { palettes, type ThemeName } from '../../ui/tokens.ts'
import { borderLayers, groundLayers, labelLayers, type SheetHrefs } from './ground-layers.ts'
import { caseLayers, heatLayer, thingLayers } from './mark-layers.ts'
import { source } from './names.ts'

const geojson = (data: string | GeoJSON.FeatureCollection): SourceSpecification => ({ type: 'geojson', data })

const nothing = (): SourceSpecification => geojson({ type: 'FeatureCollection', features: [] })

/** The map in our colours and one language. Sources are the same in every style, so that changing it keeps their data. */
export function mapStyle(theme: ThemeName, language: Language, hrefs: SheetHrefs): StyleSpecification {
  const it = palettes[theme]
  const sheets = Object.entries(hrefs).map(([name, href]) => [name, geojson(href)] as const)
  const given = Object.values(source).map((name) => [name, nothing()] as const)
  return {
    version: 8,
    sources: Object.fromEntries([...sheets, ...given]),
    // What changes goes on, not by fading: a case that is late is late now.
    transition: { duration: 0, delay: 0 },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': it.ground } },
      ...groundLayers(it, hrefs),
      ...borderLayers(it),
      heatLayer(it),
      ...labelLayers(it, language, hrefs),
      ...thingLayers(it),
      ...caseLayers(it),
    ],
  }
}
