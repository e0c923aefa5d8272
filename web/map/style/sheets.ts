/** The sheets of the ground that are only drawn: the map reads them itself. Divisions are read by the page. */
export const groundSheets = ['water', 'park', 'road', 'unit-grid', 'responsibility-grid'] as const

/** Where each sheet that exists is read from. */
export type SheetHrefs = Readonly<Partial<Record<(typeof groundSheets)[number], string>>>

/** Vector tiles: an address with `{z}`, `{x}` and `{y}`, and the zooms there are tiles of. */
export interface Tiles {
  readonly href: string
  readonly minZoom: number
  readonly maxZoom: number
}

/** What of the ground is only drawn. */
export interface Sheets {
  readonly hrefs: SheetHrefs
  /** Blocks, houses and trees; null where nobody knows of any. */
  readonly tiles: Tiles | null
  /** Px of a metre on the ground at zoom 0, at the latitude of the place. */
  readonly metrePx: number
}

/** The circumference of the earth at the equator, metres, and the px it has at zoom 0. */
const aroundM = 40_075_017
const aroundPx = 512

/** How large a metre is drawn at a latitude at zoom 0: at each zoom after it twice as large. */
export const metrePxAt = (lat: number): number => aroundPx / (aroundM * Math.cos((lat * Math.PI) / 180))
