import { useSyncExternalStore } from 'react'
import { files } from '../paths.ts'

const lookAgainMs = 3_600_000

let waiting: ServiceWorker | null = null
let started = false
const listeners = new Set<() => void>()

function tell(): void {
  for (const listener of listeners) listener()
}

function watch(registration: ServiceWorkerRegistration): void {
  const found = () => {
    // Without a controller it is the first version, and there is nothing to change.
    waiting = navigator.serviceWorker.controller ? registration.waiting : null
    tell()
  }
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', found)
  })
  found()
  const look = () => void registration.update().catch(() => undefined)
  setInterval(look, lookAgainMs)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look())
}

/** Has the pages kept on the device, and looks for newer ones. On plain HTTP browsers offer no such thing. */
export function keepPages(): void {
  if (started || !('serviceWorker' in navigator)) return
  started = true
  let controlled = navigator.serviceWorker.controller !== null
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    // Another tab may have taken the new version: this one must not go on with scripts that are no longer kept.
    if (controlled) location.reload()
    controlled = true
  })
  const options = { scope: files.workerScope, updateViaCache: 'none' } as const
  navigator.serviceWorker.register(files.worker, options).then(watch, () => undefined)
}

/** Changes to the new version; what is not yet sent stays on the device. */
export const takeNewVersion = (): void => waiting?.postMessage('take-over')

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether a newer version of the pages is here and waits to be taken. */
export const useNewVersion = (): boolean => useSyncExternalStore(subscribe, () => waiting !== null)
