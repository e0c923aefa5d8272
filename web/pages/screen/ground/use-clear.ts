import { type RefObject, useEffect, useState } from 'react'

interface Margin {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

const nothing: Margin = { top: 0, right: 0, bottom: 0, left: 0 }

/** How far the clear part of a box lies from its sides, in px: what the panels on the map leave free of it. */
export function useClear(box: RefObject<HTMLElement | null>, clear: RefObject<HTMLElement | null>): Margin {
  const [margin, setMargin] = useState(nothing)
  useEffect(() => {
    if (box.current === null || clear.current === null) return
    const whole = box.current
    const free = clear.current
    const measure = (): void => {
      const outer = whole.getBoundingClientRect()
      const inner = free.getBoundingClientRect()
      // Where they stand one below the other, nothing lies on the map.
      const apart = inner.top >= outer.bottom || inner.bottom <= outer.top
      const found = {
        top: Math.max(0, inner.top - outer.top),
        right: Math.max(0, outer.right - inner.right),
        bottom: Math.max(0, outer.bottom - inner.bottom),
        left: Math.max(0, inner.left - outer.left),
      }
      setMargin(apart ? nothing : found)
    }
    const watch = new ResizeObserver(measure)
    watch.observe(whole)
    watch.observe(free)
    return () => watch.disconnect()
  }, [box, clear])
  return margin
}
