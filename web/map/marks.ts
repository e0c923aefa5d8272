import type { Feature, FeatureCollection } from 'geojson'
import type { Palette } from '../ui/tokens.ts'

/** Where a case stands: being worked on, near its limit, beyond it, or done. */
export type CaseState = 'open' | 'soon' | 'late' | 'done'

/** What a thing says: nothing unusual, one of the warning levels, or nothing at all. */
export type ThingState = 'calm' | 'blue' | 'yellow' | 'orange' | 'red' | 'silent'

interface Mark {
  readonly id: string
  readonly lon: number
  readonly lat: number
  /** What the pointer is told, the first line larger. */
  readonly says: readonly string[]
}

/** A case on the map. `severity` 0 (blue or none) to 3 (red) is its size; from 1 on it has a ring in that level's colour. */
export interface CaseMark extends Mark {
  readonly state: CaseState
  readonly severity: 0 | 1 | 2 | 3
}

/** A thing on the map. */
export interface ThingMark extends Mark {
  readonly state: ThingState
  /** Printed beside it when near: what it last said. */
  readonly label?: string
}

/** What can be opened from the map. */
export interface Opened {
  readonly of: 'case' | 'thing'
  readonly id: string
}

/** Marks as the map reads them. */
export const markFeatures = (marks: readonly (CaseMark | ThingMark)[], selected: string | null): FeatureCollection => ({
  type: 'FeatureCollection',
  features: marks.map(({ id, lon, lat, state, ...rest }): Feature => {
    const severity = 'severity' in rest ? rest.severity : 0
    const label = 'label' in rest ? rest.label : ''
    const properties = { id, state, severity, label, selected: id === selected }
    return { type: 'Feature', geometry: { type: 'Point', coordinates: [lon, lat] }, properties }
  }),
})

/** A shape of its own for each state, so that colour is never alone; a thing is always a diamond. */
export const caseShapes = {
  open: 'circle',
  soon: 'triangle',
  late: 'square',
  done: 'hollow',
} as const satisfies Readonly<Record<CaseState, string>>

/** The colours of levels 0 to 3. */
export const levelColours = (it: Palette): readonly [string, string, string, string] => [
  it.levelBlue,
  it.levelYellow,
  it.levelOrange,
  it.levelRed,
]

/** Open cases in the accent, since they can be acted on; the rest by the light. */
export const caseColours = (it: Palette): Readonly<Record<CaseState, string>> => ({
  open: it.accent,
  soon: it.amber,
  late: it.red,
  done: it.green,
})

/** Things by their warning level; what is calm or silent stays grey. */
export const thingColours = (it: Palette): Readonly<Record<ThingState, string>> => ({
  calm: it.mapLabel,
  blue: it.levelBlue,
  yellow: it.levelYellow,
  orange: it.levelOrange,
  red: it.levelRed,
  silent: it.mapBorder,
})
