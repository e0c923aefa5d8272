import { lazy, Suspense } from 'react'
import { Empty, Loading } from '../ui/faces/faces.tsx'
import { useText } from '../ui/texts/use-text.ts'
import { PlainMap } from './plain-map.tsx'
import type { CityMapProps } from './props.ts'
import { texts } from './texts.ts'

// The map engine is large: it is loaded where a map is drawn, and nowhere else.
const LiveMap = lazy(async () => ({ default: (await import('./live-map.tsx')).LiveMap }))

const probe = (): boolean => document.createElement('canvas').getContext('webgl2') !== null
let webgl: boolean | undefined

/** The map of the place with its cases and things; without WebGL a plain drawing and a list of the same. */
export function CityMap({ ground, ...props }: CityMapProps) {
  webgl ??= probe()
  const t = useText(texts)
  if (ground === undefined) return <Loading />
  if (ground === null) return <Empty title={t('noGround')}>{t('noGroundWhy')}</Empty>
  if (!webgl) return <PlainMap ground={ground} {...props} />
  return (
    <Suspense fallback={<Loading />}>
      <LiveMap ground={ground} {...props} />
    </Suspense>
  )
}
