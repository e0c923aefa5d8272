/** How an Ecode of one version is laid out. The layout is data: a newer version is one more line. */
export interface EcodeLayout {
  /** Digits of the number of the numbering system. */
  readonly systemDigits: number
  /** The most characters of the code within that system. */
  readonly mostCharacters: number
  readonly characters: RegExp
}

/** By version digit (GB/T 31866). */
export const ECODE_LAYOUTS: Readonly<Record<string, EcodeLayout>> = {
  1: { systemDigits: 4, mostCharacters: 20, characters: /^[0-9]+$/ },
  2: { systemDigits: 4, mostCharacters: 28, characters: /^[0-9]+$/ },
  3: { systemDigits: 5, mostCharacters: 39, characters: /^[0-9A-Za-z]+$/ },
}

/** An Ecode taken apart: version, numbering system, code within it. */
export interface Ecode {
  readonly version: string
  readonly system: string
  readonly code: string
}

const fits = ({ version, system, code }: Ecode): boolean => {
  const layout = ECODE_LAYOUTS[version]
  return (
    layout !== undefined &&
    /^[0-9]+$/.test(system) &&
    system.length === layout.systemDigits &&
    code.length <= layout.mostCharacters &&
    layout.characters.test(code)
  )
}

/** With or without `ecode:` before it; undefined when it fits no version's layout. */
export function parseEcode(text: string): Ecode | undefined {
  const plain = text.replace(/^(urn:)?ecode:/i, '')
  const version = plain.charAt(0)
  const digits = ECODE_LAYOUTS[version]?.systemDigits ?? 0
  const parts = { version, system: plain.slice(1, 1 + digits), code: plain.slice(1 + digits) }
  return fits(parts) ? parts : undefined
}

/** Throws when the parts fit no layout. */
export function encodeEcode(parts: Ecode): string {
  if (!fits(parts)) throw new RangeError('these parts fit no layout of an Ecode')
  return parts.version + parts.system + parts.code
}
