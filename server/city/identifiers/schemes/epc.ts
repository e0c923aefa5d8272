import { checkDigit, type Gs1Key } from './gs1.ts'

const EPC = /^urn:epc:id:(sgtin|sscc|grai):([0-9]{6,12})\.([0-9]*)(?:\.(.+))?$/
const GIAI = /^urn:epc:id:giai:([0-9]{6,12})\.(.+)$/

/** The characters that an EPC URI writes as %XX. */
const escaped = (text: string): string =>
  text.replace(/["%&/<>?]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)

const checked = (digits: string): string => digits + checkDigit(digits)
const areDigits = (text: string, length: number): boolean => text.length === length && /^[0-9]*$/.test(text)

/** An EPC pure-identity URI as the GS1 key it stands for; undefined when it is none or its parts have the wrong length. */
export function parseEpc(text: string): Gs1Key | undefined {
  const [, scheme, company = '', second = '', third] = EPC.exec(text) ?? []
  const rest = company.length
  try {
    const [, owner = '', asset] = GIAI.exec(text) ?? []
    if (asset !== undefined) return { ai: '8004', key: owner + decodeURIComponent(asset), serial: null }
    const serial = third === undefined ? null : decodeURIComponent(third)
    if (scheme === 'sgtin' && serial !== null && areDigits(second, 13 - rest)) {
      return { ai: '01', key: checked(second.charAt(0) + company + second.slice(1)), serial }
    }
    if (scheme === 'sscc' && serial === null && areDigits(second, 17 - rest)) {
      return { ai: '00', key: checked(second.charAt(0) + company + second.slice(1)), serial: null }
    }
    if (scheme === 'grai' && serial !== null && areDigits(second, 12 - rest)) {
      return { ai: '8003', key: checked(`0${company}${second}`), serial }
    }
  } catch {
    return undefined
  }
  return undefined
}

/** The EPC URI of a key whose company prefix has so many digits, 6 to 12; undefined where EPC has none (no serial number). */
export function encodeEpc({ ai, key, serial }: Gs1Key, prefixDigits: number): string | undefined {
  if (!Number.isInteger(prefixDigits) || prefixDigits < 6 || prefixDigits > 12) return undefined
  if (ai === '8004') {
    const [company, asset] = [key.slice(0, prefixDigits), key.slice(prefixDigits)]
    return /^[0-9]{6,12}$/.test(company) && asset !== '' ? `urn:epc:id:giai:${company}.${escaped(asset)}` : undefined
  }
  const company = key.slice(1, 1 + prefixDigits)
  const item = key.slice(1 + prefixDigits, -1)
  if (ai === '00') return `urn:epc:id:sscc:${company}.${key.charAt(0)}${item}`
  if (serial === null) return undefined
  return ai === '01'
    ? `urn:epc:id:sgtin:${company}.${key.charAt(0)}${item}.${escaped(serial)}`
    : `urn:epc:id:grai:${company}.${item}.${escaped(serial)}`
}
