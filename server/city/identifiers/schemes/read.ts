import { encodeDidWeb, parseDidWeb } from './did-web.ts'
import { encodeEcode, parseEcode } from './ecode.ts'
import { parseEpc } from './epc.ts'
import { encodeDigitalLink, parseDigitalLink, parseElements } from './gs1.ts'
import { encodeHandle, parseHandle } from './handle.ts'
import { encodeOid, parseOid } from './oid.ts'
import { parseOwn } from './own.ts'

/** The ways in which an object may be named. */
export const SCHEMES = ['own', 'gs1', 'did', 'handle', 'oid', 'ecode'] as const
export type Scheme = (typeof SCHEMES)[number]

/** A name in the one form in which it is kept and looked up. */
export interface Named {
  readonly scheme: Scheme
  readonly value: string
}

const READERS: Readonly<Record<Scheme, (text: string) => string | undefined>> = {
  own: parseOwn,
  gs1: (text) => {
    const key = parseEpc(text) ?? parseElements(text) ?? parseDigitalLink(text)
    // A key whose EPC had a serial number of forbidden characters is none.
    return key && parseDigitalLink(encodeDigitalLink(key)) && encodeDigitalLink(key)
  },
  did: (text) => {
    const did = parseDidWeb(text)
    return did && encodeDidWeb(did)
  },
  handle: (text) => {
    const handle = parseHandle(text)
    return handle && encodeHandle(handle)
  },
  oid: (text) => {
    const arcs = parseOid(text)
    return arcs && encodeOid(arcs)
  },
  ecode: (text) => {
    const parts = parseEcode(text)
    return parts && encodeEcode(parts)
  },
}

/** A name in one scheme; undefined when it is none of it. */
export const readAs = (scheme: Scheme, text: string): string | undefined => READERS[scheme](text.trim())

/** Every way in which a text can be read, the likeliest first; a bare number may be of several schemes. */
export function readAny(text: string): Named[] {
  if (text.length > 600) return []
  return SCHEMES.flatMap((scheme) => {
    const value = readAs(scheme, text)
    return value === undefined ? [] : [{ scheme, value }]
  })
}
