import { lazy, Suspense } from 'react'
import { Loading } from '../ui/faces/faces.tsx'
import { useGround } from './ground.ts'
import type { CaseMark, Opened, ThingMark } from './marks.ts'
import { PlainMap } from './plain-map.tsx'

export interface CityMapProps {
  /** What the map shows, for those who do not see it. */
  readonly label: string
  readonly cases?: readonly CaseMark[]
  readonly things?: readonly ThingMark[]
  readonly heat?: boolean
  /** Looks from the side, with buildings. */
  readonly tilted?: boolean
  /** The id of the case or thing looked at. */
  readonly selected?: string | null
  readonly onOpen?: (opened: Opened) => void
  /** The division drilled into; null is the whole place. A double click goes in, Esc goes out. */
  readonly division?: string | null
  readonly onDivision?: (divisionKey: string | null) => void
  /** Px at each side that panels cover. */
  readonly margin?: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number }
}

// The map engine is large: it is loaded where a map is drawn, and nowhere else.
const LiveMap = lazy(async () => ({ default: (await import('./live-map.tsx')).LiveMap }))

const probe = (): boolean => document.createElement('canvas').getContext('webgl2') !== null
let webgl: boolean | undefined

/** The map of the place with its cases and things; without WebGL a plain drawing and a list of the same. */
export function CityMap(props: CityMapProps) {
  const ground = useGround()
  webgl ??= probe()
  if (ground === undefined) return <Loading />
  if (!webgl) return <PlainMap ground={ground} {...props} />
  return (
    <Suspense fallback={<Loading />}>
      <LiveMap ground={ground} {...props} />
    </Suspense>
  )
}
