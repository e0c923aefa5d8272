/**
 * Every colour and measure of the pages. From here they go to the CSS variables (`--ink`), to the component kit
 * (theme/antd.ts), to the map (map/style.ts) and to the charts. Colour is spent on state only, and never alone.
 */

const dark = {
  /** Behind everything. */
  ground: '#0b0e12',
  panel: '#12181f',
  /** A panel's own hollows: inputs, tracks of bars. */
  well: '#0f151b',
  line: '#222c37',
  /** Lines that bound something one can act on (WCAG 1.4.11 asks 3:1). */
  edge: '#5f6d7d',
  ink: '#e8edf2',
  dim: '#8b98a7',
  accent: '#5aa9ff',
  /** Text on a ground of `accent`. */
  onAccent: '#07121f',
  accentSoft: '#14263a',
  green: '#4cb782',
  greenSoft: '#12281f',
  amber: '#e5b03c',
  amberSoft: '#2c2413',
  red: '#ef5b53',
  redSoft: '#321a1b',
  /** Warning levels, least to most. */
  levelBlue: '#5aa9ff',
  levelYellow: '#e5b03c',
  levelOrange: '#f08a3c',
  levelRed: '#ef5b53',
  shadow: '0 12px 40px rgb(0 0 0 / 0.5)',
  // The map's ground: quiet greys, so that cases and things carry the colour.
  mapLand: '#121a22',
  mapBorder: '#43566a',
  mapGrid: '#26333f',
  mapWater: '#15395a',
  mapPark: '#142a22',
  mapTree: '#22473a',
  mapPitch: '#1b3a2e',
  mapRoad: '#2b3a49',
  /** Broad roads, and those without crossings. */
  mapTrunk: '#38495b',
  mapExpressway: '#48607a',
  mapCasing: '#0d141b',
  mapBlock: '#17212a',
  mapBuilding: '#24323f',
  /** The highest houses; the others lie between. */
  mapTower: '#4a6580',
  mapLabel: '#9aa7b4',
  /** Names of streets and towns. */
  mapName: '#c3cdd7',
}

export type Palette = Readonly<Record<keyof typeof dark, string>>

const light: Palette = {
  ground: '#f5f7f9',
  panel: '#ffffff',
  well: '#f5f7f9',
  line: '#e3e8ed',
  edge: '#7d8b99',
  ink: '#17202a',
  dim: '#5d6b79',
  accent: '#1663d6',
  onAccent: '#ffffff',
  accentSoft: '#eaf1fd',
  green: '#187a4a',
  greenSoft: '#e9f5ee',
  amber: '#8f5a00',
  amberSoft: '#fdf4e1',
  red: '#c8322b',
  redSoft: '#fdeeed',
  levelBlue: '#1663d6',
  levelYellow: '#8f5a00',
  levelOrange: '#b24a00',
  levelRed: '#c8322b',
  shadow: '0 12px 40px rgb(23 32 42 / 0.14)',
  mapLand: '#f6f8fa',
  mapBorder: '#97a6b4',
  mapGrid: '#d3dce4',
  mapWater: '#b3d6ee',
  mapPark: '#d3e8d6',
  mapTree: '#aed1b5',
  mapPitch: '#bcdcc2',
  mapRoad: '#ffffff',
  mapTrunk: '#ffffff',
  mapExpressway: '#ffffff',
  mapCasing: '#cdd7e0',
  mapBlock: '#e9eef2',
  mapBuilding: '#d5dee6',
  mapTower: '#b3c3d1',
  mapLabel: '#4f5d6a',
  mapName: '#3a4753',
}

export type ThemeName = 'dark' | 'light'

export const palettes: Readonly<Record<ThemeName, Palette>> = { dark, light }

export const radius = { small: 8, medium: 10, large: 14 } as const

/** System faces: nothing is downloaded. Figures prefer Inter where it is installed, and are tabular everywhere. */
export const face = {
  text: '"HarmonyOS Sans SC", MiSans, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif',
  figures: 'Inter, "HarmonyOS Sans SC", "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif',
} as const

/** Text sizes in px: desks, phones, and the theme for the old. */
export const size = { desk: 14, phone: 16, elder: 20 } as const

/** The least height of anything a thumb is meant to hit, in px. */
export const touchPx = 48

export const motionMs = 160
