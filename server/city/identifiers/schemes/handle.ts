/** A Handle: a naming authority of dotted parts, then a local name that may hold anything printable. */
export interface Handle {
  readonly prefix: string
  readonly suffix: string
}

const PREFIX = /^[0-9]+(\.[0-9A-Za-z]+)*$/
// Printable: no control characters, no lone halves of a character.
const SUFFIX = /^[^\p{Cc}\p{Cs}]{1,200}$/u

/** Also as `hdl:…` and as an address at hdl.handle.net or doi.org; the whole is compared without regard to ASCII case. */
export function parseHandle(text: string): Handle | undefined {
  const plain = text.replace(/^(hdl:|doi:|info:hdl\/|https?:\/\/(hdl\.handle\.net|(dx\.)?doi\.org)\/)/i, '')
  const at = plain.indexOf('/')
  const handle = { prefix: plain.slice(0, Math.max(0, at)), suffix: plain.slice(at + 1) }
  if (at < 1 || !PREFIX.test(handle.prefix) || !SUFFIX.test(handle.suffix)) return undefined
  return { prefix: folded(handle.prefix), suffix: folded(handle.suffix) }
}

const folded = (text: string): string => text.replace(/[a-z]/g, (letter) => letter.toUpperCase())

/** As it is written. */
export const encodeHandle = ({ prefix, suffix }: Handle): string => `${prefix}/${suffix}`
