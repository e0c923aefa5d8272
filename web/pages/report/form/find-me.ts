import type { Position } from '../../../../contract/cases/index.ts'

const patienceMs = 12_000
const oldMs = 30_000

/** Where the device is, asked once; null where the person or the browser does not say (plain HTTP never does). */
export function findMe(): Promise<Position | null> {
  if (!('geolocation' in navigator) || !isSecureContext) return Promise.resolve(null)
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords: { longitude: lon, latitude: lat } }) => resolve({ lon, lat }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: patienceMs, maximumAge: oldMs },
    )
  })
}
