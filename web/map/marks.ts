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

/** A case on the map. `severity` 0 to 3 is its size. */
export interface CaseMark extends Mark {
  readonly state: CaseState
  readonly severity: 0 | 1 | 2 | 3
}

/** A thing on the map. */
export interface ThingMark extends Mark {
  readonly state: ThingState
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
    const properties = { id, state, severity, selected: id === selected }
    return { type: 'Feature', geometry: { type: 'Point', coordinates: [lon, lat] }, properties }
  }),
})

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
