import { useEffect } from 'react'
import { useText } from '../texts/use-text.ts'
import { words } from '../texts/words.ts'

/** Names the page in the browser's tab. */
export function useTitle(title: string): void {
  const product = useText(words)('product')
  useEffect(() => {
    document.title = `${title} · ${product}`
  }, [title, product])
}
