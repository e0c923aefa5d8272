import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'

/** A key that does something on this page. `says` is what, for the help. */
export interface HotKey {
  /** As `KeyboardEvent.key` has it: `j`, `?`, `Enter`, `ArrowDown`. */
  readonly key: string
  readonly says: string
  readonly run: () => void
}

/** Newest last: a page inside a page takes a key first. */
let active: readonly (readonly HotKey[])[] = []
const listeners = new Set<() => void>()

function change(next: typeof active): void {
  active = next
  for (const listener of listeners) listener()
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Enter and space belong to the button or link that has the focus. */
const ownsEnter = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button,a,[role=menu],dialog') !== null

function onKeyDown(event: KeyboardEvent): void {
  const { key, target } = event
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(target))
    return
  if ((key === 'Enter' || key === ' ') && ownsEnter(target)) return
  if (document.querySelector('dialog[open],[role=dialog]') !== null) return
  const wanted = key.length === 1 ? key.toLowerCase() : key
  const found = active.flat().findLast((hotKey) => hotKey.key === wanted)
  if (found === undefined) return
  event.preventDefault()
  found.run()
}

/** Listens for keys as long as the page that asks is shown; the help lists them. Not while typing, not under a dialog. */
export function useHotKeys(keys: readonly HotKey[]): void {
  const shown = keys.map(({ key, says }) => `${key}\t${says}`).join('\n')
  const run = useEffectEvent((key: string) => keys.find((hotKey) => hotKey.key === key)?.run())
  useEffect(() => {
    const mine = shown
      .split('\n')
      .filter(Boolean)
      .map((line): HotKey => {
        const [key = '', says = ''] = line.split('\t')
        return { key, says, run: () => run(key) }
      })
    if (active.length === 0) addEventListener('keydown', onKeyDown)
    change([...active, mine])
    return () => {
      change(active.filter((each) => each !== mine))
      if (active.length === 0) removeEventListener('keydown', onKeyDown)
    }
  }, [shown])
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The keys now listened for. */
export const useActiveKeys = (): readonly (readonly HotKey[])[] => useSyncExternalStore(subscribe, () => active)
