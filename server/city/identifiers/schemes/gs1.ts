/** A GS1 key: its application identifier, its digits, and the serial number it may carry. */
export interface Gs1Key {
  readonly ai: '01' | '00' | '8003' | '8004'
  readonly key: string
  /** Of a GTIN (AI 21) or behind a GRAI. */
  readonly serial: string | null
}

const GTIN = '01'
const SSCC = '00'
const GRAI = '8003'
const GIAI = '8004'
const SEPARATOR = '\u001d'

/** The GS1 set of 82 characters. */
const TEXT = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]+$/

/** The last digit of a GTIN, SSCC or GRAI: weights 3 and 1 from the right. */
export function checkDigit(digits: string): string {
  if (!/^[0-9]+$/.test(digits)) throw new RangeError('a check digit is of digits')
  let sum = 0
  for (let at = 0; at < digits.length; at += 1) {
    sum += Number(digits.charAt(digits.length - 1 - at)) * (at % 2 === 0 ? 3 : 1)
  }
  return String((10 - (sum % 10)) % 10)
}

const isDigits = (text: string, length: number): boolean =>
  /^[0-9]+$/.test(text) && text.length === length && checkDigit(text.slice(0, -1)) === text.slice(-1)

const isText = (text: string, most: number): boolean => text.length <= most && TEXT.test(text)

function isValid({ ai, key, serial }: Gs1Key): boolean {
  if (ai === GTIN) return isDigits(key, 14) && (serial === null || isText(serial, 20))
  if (ai === SSCC) return isDigits(key, 18) && serial === null
  if (ai === GRAI) return key.startsWith('0') && isDigits(key, 14) && (serial === null || isText(serial, 16))
  return isText(key, 30) && /^[0-9]{4}/.test(key) && serial === null
}

function made(ai: string, value: string, serial: string | null): Gs1Key | undefined {
  if (ai !== GTIN && ai !== SSCC && ai !== GRAI && ai !== GIAI) return undefined
  // A GTIN of 8, 12 or 13 digits is one of 14 with zeros before it.
  const padded = ai === GTIN && [8, 12, 13].includes(value.length) ? value.padStart(14, '0') : value
  const key = ai === GRAI ? padded.slice(0, 14) : padded
  const found = { ai, key, serial: ai === GRAI ? padded.slice(14) || null : serial } as const
  return isValid(found) ? found : undefined
}

/** A Digital Link's path, with or without an address before it: `01/09506000134352/21/A1`. What follows is left out. */
export function parseDigitalLink(text: string): Gs1Key | undefined {
  const match =
    /^(?:https?:\/\/[^/]+(?:\/.*?)?\/|\/)?(01|00|8003|8004)\/([^/?#]+)(?:\/21\/([^/?#]+))?(?:[?#].*)?$/.exec(text)
  if (match === null) return undefined
  const [, ai = '', value = '', serial] = match
  try {
    return made(ai, decodeURIComponent(value), serial === undefined ? null : decodeURIComponent(serial))
  } catch {
    return undefined
  }
}

/** An element string: with brackets for people, or as a scanner sends it, parts of open length ended by FNC1. */
export function parseElements(text: string): Gs1Key | undefined {
  const bracketed = /^\((01|00|8003|8004)\)(.+?)(?:\(21\)(.+))?$/.exec(text)
  if (bracketed !== null) return made(bracketed[1] ?? '', bracketed[2] ?? '', bracketed[3] ?? null)
  const raw = text.replace(/^\](C1|e0|d2|Q3)/, '').replace(new RegExp(`^${SEPARATOR}`), '')
  const gtin = /^01([0-9]{14})(?:21(.+))?$/.exec(raw)
  if (gtin !== null) return made(GTIN, gtin[1] ?? '', gtin[2]?.split(SEPARATOR)[0] ?? null)
  const other = /^(00|8003|8004)(.+)$/.exec(raw)
  return other === null ? undefined : made(other[1] ?? '', (other[2] ?? '').split(SEPARATOR)[0] ?? '', null)
}

/** The path of a Digital Link; also how a key is kept. */
export function encodeDigitalLink({ ai, key, serial }: Gs1Key): string {
  const value = encodeURIComponent(ai === GRAI ? key + (serial ?? '') : key)
  return ai === GTIN && serial !== null ? `${ai}/${value}/21/${encodeURIComponent(serial)}` : `${ai}/${value}`
}

/** For people to read, with brackets. */
export function encodeElements({ ai, key, serial }: Gs1Key): string {
  const value = ai === GRAI ? key + (serial ?? '') : key
  return ai === GTIN && serial !== null ? `(${ai})${value}(21)${serial}` : `(${ai})${value}`
}
