import type { Bounds } from './features.ts'
import type { Ground } from './ground.ts'
import type { CaseMark, Opened, ThingMark } from './marks.ts'

/** Where to look: a point, or all of something larger. */
export interface Focus {
  readonly lon: number
  readonly lat: number
  readonly bounds: Bounds | null
}

/** What a page gives the map. */
export interface CityMapProps {
  /** The ground; undefined while it is read, null where nobody drew any. */
  readonly ground: Ground | null | undefined
  /** What the map shows, for those who do not see it. */
  readonly label: string
  readonly cases?: readonly CaseMark[]
  readonly things?: readonly ThingMark[]
  readonly heat?: boolean
  /** Looks from the side to begin with, houses standing up; people tilt it as they like. */
  readonly tilted?: boolean
  /** What stands at the corner of the map: `all` with keys of its own, only nearer and farther, or nothing. */
  readonly controls?: 'all' | 'zoom' | 'none'
  /** The id of the case or thing looked at. */
  readonly selected?: string | null
  readonly onOpen?: (opened: Opened) => void
  /** A press beside every mark chooses a place, WGS-84 degrees. */
  readonly onPick?: (position: { readonly lon: number; readonly lat: number }) => void
  /** The division drilled into; null is the whole place. A double click goes in, Esc goes out. */
  readonly division?: string | null
  readonly onDivision?: (divisionKey: string | null) => void
  /** A place found by its name: the map goes there and marks it. */
  readonly focus?: Focus | null
  /** Px at each side that panels cover. */
  readonly margin?: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number }
}

/** The same once the ground is here. */
export type DrawnMapProps = CityMapProps & { readonly ground: Ground }
