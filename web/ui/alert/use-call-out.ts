import { useEffect } from 'react'
import { readySound, ring } from './sound.ts'
import { useTitleFlash } from './use-title-flash.ts'

/** Rings once for each new `latest`, and marks the title of the tab while there is one. */
export function useCallOut(latest: string | undefined, mark: string): void {
  useTitleFlash(latest === undefined ? null : mark)
  useEffect(readySound, [])
  useEffect(() => {
    if (latest !== undefined) ring()
  }, [latest])
}
