import { type RefObject, useEffect, useRef, useState } from 'react'

/**
 * How many rows of a list fit into its box, so that nothing is cut through and nothing scrolls. The box takes its height
 * from around it, each row has `--row` (a CSS length); before it is measured, and where the box grows with its rows, `most`.
 */
export function useFit<Box extends HTMLElement>(most: number, row: number): [RefObject<Box | null>, number] {
  const box = useRef<Box>(null)
  const [fits, setFits] = useState(most)
  useEffect(() => {
    const { current } = box
    if (current === null) return
    const measure = (): void => {
      const { fontSize, overflowY } = getComputedStyle(current)
      const rowPx = row * Number.parseFloat(fontSize)
      setFits(overflowY === 'hidden' ? Math.max(1, Math.floor((current.clientHeight + 1) / rowPx)) : most)
    }
    const watch = new ResizeObserver(measure)
    watch.observe(current)
    return () => watch.disconnect()
  }, [most, row])
  return [box, Math.min(most, fits)]
}
