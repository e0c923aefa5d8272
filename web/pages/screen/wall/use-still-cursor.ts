import { useEffect } from 'react'

const idleMs = 5_000

/** Hides the pointer while it rests. */
export function useStillCursor(on: boolean): void {
  useEffect(() => {
    if (!on) return
    const { style } = document.documentElement
    const hide = (): void => void style.setProperty('cursor', 'none')
    let timer = setTimeout(hide, idleMs)
    const show = (): void => {
      style.removeProperty('cursor')
      clearTimeout(timer)
      timer = setTimeout(hide, idleMs)
    }
    addEventListener('pointermove', show)
    return () => {
      removeEventListener('pointermove', show)
      clearTimeout(timer)
      style.removeProperty('cursor')
    }
  }, [on])
}
