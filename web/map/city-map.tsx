import { lazy, Suspense } from 'react'
import { Loading } from '../ui/faces/faces.tsx'
import { PlainMap } from './plain-map.tsx'
import type { CityMapProps } from './props.ts'

// The map engine is large: it is loaded where a map is drawn, and nowhere else.
const LiveMap = lazy(async () => ({ default: (await import('./live-map.tsx')).LiveMap }))

const probe = (): boolean => document.createElement('canvas').getContext('webgl2') !== null
let webgl: boolean | undefined

/** The map of the place with its cases and things; without WebGL a plain drawing and a list of the same. */
export function CityMap({ ground, ...props }: CityMapProps) {
  webgl ??= probe()
  if (ground === undefined) return <Loading />
  if (!webgl) return <PlainMap ground={ground} {...props} />
  return (
    <Suspense fallback={<Loading />}>
      <LiveMap ground={ground} {...props} />
    </Suspense>
  )
}
