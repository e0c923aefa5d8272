import type { Bilingual } from '../../../contract/text.ts'
import type { Language } from './language.ts'

/** Chinese first, English beside it. `{name}` is filled from the values. */
export type Pair = readonly [zh: string, en: string]

/** A page's texts: `{ key: ['中文', 'English'] }`. */
export type Texts = Readonly<Record<string, Pair>>

type Slot<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Slot<Rest> : never

/** The values a text asks for: none, or exactly its slots. */
type Values<P extends Pair> = [Slot<P[0] | P[1]>] extends [never]
  ? []
  : [values: Readonly<Record<Slot<P[0] | P[1]>, string | number>>]

/** Says a text of `T` by its key. */
export type Say<T extends Texts> = <K extends keyof T & string>(key: K, ...values: Values<T[K]>) => string

/** Keeps the literal texts, so that their slots are typed. */
export const defineTexts = <const T extends Texts>(texts: T): T => texts

const fill = (text: string, values: Readonly<Record<string, string | number>> | undefined): string =>
  values === undefined ? text : text.replace(/\{(\w+)\}/g, (slot, name: string) => String(values[name] ?? slot))

/** A speaker of `texts` in one language. */
export function speaker<T extends Texts>(texts: T, language: Language): Say<T> {
  const side = language === 'zh' ? 0 : 1
  return (key, ...[values]) => fill(texts[key]?.[side] ?? key, values)
}

/** The side of a text that came from the server. */
export const sayPair = (text: Bilingual, language: Language): string => text[language]
