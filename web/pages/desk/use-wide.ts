import { useSyncExternalStore } from 'react'

const wide = matchMedia('(min-width: 901px)')

function subscribe(listener: () => void): () => void {
  wide.addEventListener('change', listener)
  return () => wide.removeEventListener('change', listener)
}

/** Whether list and case stand side by side; otherwise each is a page. */
export const useWide = (): boolean => useSyncExternalStore(subscribe, () => wide.matches)
