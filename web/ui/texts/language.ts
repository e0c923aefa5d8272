import { useSyncExternalStore } from 'react'

/** The languages of the pages. */
export type Language = 'zh' | 'en'

/** A cookie, so that what the server says (errors, mails, sentences) is in the same language as the page. */
const COOKIE = 'yiwang.locale'
const YEAR_SECONDS = 365 * 24 * 3600

const listeners = new Set<() => void>()

const isLanguage = (value: string | undefined): value is Language => value === 'zh' || value === 'en'

function remembered(): Language {
  const chosen = /(?:^|; )yiwang\.locale=(\w+)/.exec(document.cookie)?.[1]
  if (isLanguage(chosen)) return chosen
  return /^zh\b/i.test(navigator.language) || navigator.language === '' ? 'zh' : 'en'
}

let current = remembered()
show(current)

function show(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on plain HTTP, which phones on a network use
  document.cookie = `${COOKIE}=${language}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
}

/** Speaks another language at once, everywhere, and remembers it in this browser. */
export function chooseLanguage(language: Language): void {
  current = language
  show(language)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The language now spoken. */
export const getLanguage = (): Language => current

/** The language now spoken; renders again when it changes. */
export const useLanguage = (): Language => useSyncExternalStore(subscribe, getLanguage)
