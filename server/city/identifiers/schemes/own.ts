import { checkOf, isChecked } from './mod1271.ts'

/** What a code of this place may name, by its first letter. */
export const KIND_LETTERS = { thing: 'T', division: 'D', grid: 'G', unit: 'U', case: 'C' } as const
/** A kind of object with an identifier. */
export type ObjectKind = keyof typeof KIND_LETTERS

/** Letter, twelve letters and digits, two check characters. */
const OWN = /^[TDGUC][0-9A-Z]{14}$/

const kinds = new Map<string, ObjectKind>(
  Object.entries(KIND_LETTERS).map(([kind, letter]) => [letter, kind as ObjectKind]),
)

/** A code of this project taken apart. */
export interface OwnCode {
  readonly kind: ObjectKind
  /** Twelve letters and digits. */
  readonly body: string
}

/** As it is kept: capitals, without the spaces and hyphens that people write between groups. Undefined when it is no such code. */
export function parseOwn(text: string): string | undefined {
  const code = text.replace(/[\s-]/g, '').toUpperCase()
  return OWN.test(code) && isChecked(code) ? code : undefined
}

/** The parts of a code that was parsed. */
export function partsOfOwn(code: string): OwnCode {
  const kind = kinds.get(code.charAt(0))
  if (kind === undefined || !OWN.test(code)) throw new RangeError(`${code} is no code of this project`)
  return { kind, body: code.slice(1, 13) }
}

/** Makes the code of twelve letters and digits. */
export function encodeOwn({ kind, body }: OwnCode): string {
  const text = KIND_LETTERS[kind] + body
  return text + checkOf(text)
}

/** In groups of five, as people read it aloud. */
export const spoken = (code: string): string => code.replace(/(.{5})(?=.)/g, '$1-')
