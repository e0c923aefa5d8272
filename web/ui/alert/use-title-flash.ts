import { useEffect } from 'react'
import { useStill } from '../theme/theme.ts'

const flashMs = 900

const without = (title: string, mark: string): string => (title.startsWith(mark) ? title.slice(mark.length) : title)

/** Puts `mark` before the title in the browser's tab, on and off while it is not null; steadily where no motion is wanted. */
export function useTitleFlash(mark: string | null): void {
  const still = useStill()
  useEffect(() => {
    if (mark === null) return
    const show = (): void => {
      document.title = mark + without(document.title, mark)
    }
    const step = (): void => {
      if (!still && document.title.startsWith(mark)) document.title = without(document.title, mark)
      else show()
    }
    show()
    const timer = setInterval(step, flashMs)
    return () => {
      clearInterval(timer)
      document.title = without(document.title, mark)
    }
  }, [mark, still])
}
