import { useEffect, useState } from 'react'
import { distanceM, type Point } from './distance.ts'

/** Where the device is, within `accuracyM` metres. */
export interface Fix extends Point {
  readonly accuracyM: number
}

/** What is known of where the device is. `unasked`: the person has not been asked yet, and is not asked by us unbidden. */
export type Whereabouts =
  | { readonly is: 'unasked' | 'asking' | 'refused' | 'unknown' }
  | { readonly is: 'found'; readonly fix: Fix }

const fixMs = 15_000
const oldMs = 30_000
/** What is nearer than this is the same place. */
const goodM = 15

/** A fix replaces another when it is plainly sharper, or as good and somewhere else: what hangs on it is asked anew. */
function better(found: Fix, next: Fix): Fix {
  const sharper = next.accuracyM < found.accuracyM * 0.7
  const moved = next.accuracyM <= Math.max(found.accuracyM, goodM) && distanceM(found, next) > goodM
  return sharper || moved ? next : found
}

function watch(show: (next: (last: Whereabouts) => Whereabouts) => void): () => void {
  const id = navigator.geolocation.watchPosition(
    ({ coords: { longitude: lon, latitude: lat, accuracy: accuracyM } }) => {
      const next: Fix = { lon, lat, accuracyM }
      show((last) => ({ is: 'found', fix: last.is === 'found' ? better(last.fix, next) : next }))
    },
    ({ code, PERMISSION_DENIED }) =>
      show((last) => (last.is === 'found' ? last : { is: code === PERMISSION_DENIED ? 'refused' : 'unknown' })),
    { enableHighAccuracy: true, timeout: fixMs, maximumAge: oldMs },
  )
  return () => navigator.geolocation.clearWatch(id)
}

/** Whether the person has allowed it before: then nobody has to be asked. Browsers that cannot say count as no. */
async function isAllowed(): Promise<boolean> {
  const permission = await navigator.permissions?.query({ name: 'geolocation' }).catch(() => undefined)
  return permission?.state === 'granted'
}

/**
 * Where the device is, while the page is shown. With `ask` the browser asks the person; without it only what they allowed
 * before is used. `again` asks once more. On plain HTTP browsers give no place at all.
 */
export function usePosition(ask: boolean): { readonly where: Whereabouts; readonly again: () => void } {
  const [where, setWhere] = useState<Whereabouts>({ is: ask ? 'asking' : 'unasked' })
  const [asked, setAsked] = useState(ask ? 1 : 0)
  useEffect(() => {
    let stop = () => {}
    let gone = false
    const begin = () => {
      if (gone) return
      if ('geolocation' in navigator && isSecureContext) stop = watch(setWhere)
      else setWhere({ is: 'unknown' })
    }
    if (asked > 0) begin()
    else void isAllowed().then((allowed) => allowed && begin())
    return () => {
      gone = true
      stop()
    }
  }, [asked])
  const again = () => {
    setWhere((last) => (last.is === 'found' ? last : { is: 'asking' }))
    setAsked((times) => times + 1)
  }
  return { where, again }
}

/** The fix, if there is one. */
export const fixOf = (where: Whereabouts): Fix | null => (where.is === 'found' ? where.fix : null)
