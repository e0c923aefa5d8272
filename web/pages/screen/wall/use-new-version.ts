import { useEffect, useEffectEvent, useState } from 'react'
import { sitePage } from '../../../paths.ts'

const everyMs = 300_000
/** A proxy that keeps an old page must not make this one reload without end. */
const leastBetweenMs = 600_000
const reloadedKey = 'yiwang.reloaded'

/** The script this page runs, as the page names it: it changes with every build. */
const ownScript = (): string | null => document.querySelector('script[type=module][src]')?.getAttribute('src') ?? null

async function isReplaced(): Promise<boolean> {
  const script = ownScript()
  if (script === null) return false
  const answer = await fetch(sitePage, { cache: 'no-store' }).catch(() => null)
  if (!answer?.ok) return false
  const text = await answer.text()
  return text.includes('<script') && !text.includes(script)
}

function reload(): void {
  const at = performance.timeOrigin + performance.now()
  const last = Number(sessionStorage.getItem(reloadedKey) ?? 0)
  if (at - last < leastBetweenMs) return
  sessionStorage.setItem(reloadedKey, String(at))
  location.reload()
}

/**
 * Whether the server has a newer version of the pages; looked at now and then, and whenever `again` changes, such as when
 * the connection came back. With `take` it is taken at once, for a page that nobody tends.
 */
export function useNewVersion(take: boolean, again: unknown): boolean {
  const [found, setFound] = useState(false)
  const look = useEffectEvent(async () => {
    if (!(await isReplaced())) return
    if (take) reload()
    else setFound(true)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of `again` is a reason to look
  useEffect(() => {
    void look()
    const timer = setInterval(() => void look(), everyMs)
    return () => clearInterval(timer)
  }, [again])
  return found
}
