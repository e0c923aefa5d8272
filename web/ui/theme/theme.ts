import { useLayoutEffect, useSyncExternalStore } from 'react'
import type { ThemeName } from '../tokens.ts'

/** What a person chose; `system` follows the device. */
export type ThemeChoice = ThemeName | 'system'

const themeKey = 'yiwang.theme'
const typeKey = 'yiwang.type'
const systemDark = matchMedia('(prefers-color-scheme: dark)')
const systemStill = matchMedia('(prefers-reduced-motion: reduce)')
const listeners = new Set<() => void>()

/** Storage may be refused (private windows): then a choice lasts as long as the page. */
function recall(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Nothing to do: the choice is shown all the same.
  }
}

const asChoice = (value: string | null): ThemeChoice => (value === 'dark' || value === 'light' ? value : 'system')

let choice = asChoice(recall(themeKey))
/** What a page that is made for one theme shows to those who have chosen none. */
let preferred: ThemeName | null = null
let elder = recall(typeKey) === 'elder'

function show(): void {
  const { dataset } = document.documentElement
  const chosen = choice === 'system' ? preferred : choice
  if (chosen === null) delete dataset.theme
  else dataset.theme = chosen
  if (elder) dataset.type = 'elder'
  else delete dataset.type
  for (const listener of listeners) listener()
}

show()
systemDark.addEventListener('change', show)
systemStill.addEventListener('change', show)
addEventListener('storage', ({ key, newValue }) => {
  if (key === themeKey) choice = asChoice(newValue)
  if (key === typeKey) elder = newValue === 'elder'
  show()
})

/** Shows another theme at once, in every tab, and remembers it in this browser. */
export function chooseTheme(next: ThemeChoice): void {
  choice = next
  keep(themeKey, next)
  show()
}

/** Large type and plain words, for the old. */
export function chooseElder(next: boolean): void {
  elder = next
  keep(typeKey, next ? 'elder' : 'usual')
  show()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const shown = (): ThemeName => {
  if (choice !== 'system') return choice
  if (preferred !== null) return preferred
  return systemDark.matches ? 'dark' : 'light'
}

/** The theme now shown. */
export const useThemeName = (): ThemeName => useSyncExternalStore(subscribe, shown)

/** What was chosen. */
export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, () => choice)

/** Shows this theme as long as the page is shown, unless the person chose another. */
export function usePreferredTheme(name: ThemeName): void {
  useLayoutEffect(() => {
    preferred = name
    show()
    return () => {
      preferred = null
      show()
    }
  }, [name])
}

/** Whether large type is on. */
export const useElder = (): boolean => useSyncExternalStore(subscribe, () => elder)

/** Whether the system asks for no motion. */
export const useStill = (): boolean => useSyncExternalStore(subscribe, () => systemStill.matches)
