import { useCallback, useMemo } from 'react'
import { ROLES } from '../../../contract/roles.ts'
import type { Bilingual } from '../../../contract/text.ts'
import { useLanguage } from './language.ts'
import { type Say, sayPair, speaker, type Texts } from './texts.ts'

/** `const t = useText(texts)`, then `t('left', { time })`: texts of a page in the language now spoken. */
export function useText<const T extends Texts>(texts: T): Say<T> {
  const language = useLanguage()
  return useMemo(() => speaker(texts, language), [texts, language])
}

/** Says a text the server sent in both languages. */
export function useSaid(): (text: Bilingual) => string {
  const language = useLanguage()
  return useCallback((text) => sayPair(text, language), [language])
}

/** Says what a person in a role is called. */
export function useRoleName(): (role: string) => string {
  const said = useSaid()
  return useCallback(
    (role) => said(Object.entries(ROLES).find(([name]) => name === role)?.[1] ?? { zh: role, en: role }),
    [said],
  )
}
