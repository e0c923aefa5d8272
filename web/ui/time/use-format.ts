import { createContext, useContext, useMemo } from 'react'
import { useLanguage } from '../texts/language.ts'
import { createFormat, type Format } from './format.ts'
import { now } from './now.ts'

/** The time zone of the place shown; before it is known, the browser's. */
export const Zone = createContext(Intl.DateTimeFormat().resolvedOptions().timeZone)

/** Writes times, spans and numbers in the language spoken and the zone of the place. */
export function useFormat(): Format {
  const language = useLanguage()
  const zone = useContext(Zone)
  return useMemo(() => createFormat(language, zone, now), [language, zone])
}
