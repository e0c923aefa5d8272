import { type ComponentProps, lazy, Suspense } from 'react'
import css from './place-search.module.css'

const PlaceSearch = lazy(async () => ({ default: (await import('./place-search.tsx')).PlaceSearch }))

/** The field that finds places, loaded after the page around it: its room is kept meanwhile. */
export function LatePlaceSearch(props: ComponentProps<typeof PlaceSearch>) {
  const { label, labelled = false, large = false } = props
  const room = (
    <div className={css.search} data-large={large} aria-hidden="true">
      {labelled && <span>{label}</span>}
      <input disabled />
    </div>
  )
  return (
    <Suspense fallback={room}>
      <PlaceSearch {...props} />
    </Suspense>
  )
}
