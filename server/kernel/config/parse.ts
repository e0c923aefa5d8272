import { isAbsolute, resolve } from 'node:path'

/** Thrown by a parser; the reader of the settings says which one and what it wants. */
export class BadValue extends Error {}

/** A TCP port; 0 lets the system choose. */
export function parsePort(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new BadValue()
  return port
}

/** Whole megabytes, 0 for none. */
export function parseMegabytes(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new BadValue()
  return Number(text)
}

/** Whole hours between two numbers, both included. */
export const parseHours =
  (least: number, most: number) =>
  (text: string): number => {
    const hours = Number(text)
    if (!/^\d+$/.test(text) || hours < least || hours > most) throw new BadValue()
    return hours
  }

export function parseSwitch(text: string): boolean {
  if (/^(true|1|yes|on)$/i.test(text)) return true
  if (/^(false|0|no|off)$/i.test(text)) return false
  throw new BadValue()
}

/** A path; a relative one counts from where the program was started. */
export const parsePath = (text: string): string => (isAbsolute(text) ? text : resolve(text))

export const parsePaths = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(parsePath)

function parseUrl(text: string, protocols: readonly string[]): URL {
  const url = URL.parse(text)
  if (url === null || !protocols.includes(url.protocol)) throw new BadValue()
  return url
}

/** An address without path, as people type it into a browser. */
export function parseOrigin(text: string): string {
  const url = parseUrl(text, ['http:', 'https:'])
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') throw new BadValue()
  return url.origin
}

export const parseIssuer = (text: string): string => {
  parseUrl(text, ['http:', 'https:'])
  return text
}

/** The name of a claim: a word, or an address as some issuers name their own. */
export function parseClaim(text: string): string {
  if (!/^[\w.:/-]{1,200}$/.test(text)) throw new BadValue()
  return text
}

export function parseDatabaseUrl(text: string): string {
  const url = parseUrl(text, ['postgres:', 'postgresql:'])
  if (url.hostname === '' || url.pathname.length < 2) throw new BadValue()
  return text
}

export function parseTimeZone(text: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone
  } catch {
    throw new BadValue()
  }
}

/** A password people will type on a phone: at least 8 characters. */
export function parsePassword(text: string): string {
  if (text.length < 8) throw new BadValue()
  return text
}

export const parseText = (text: string): string => text

export const parseOneOf =
  <const T extends readonly string[]>(...words: T) =>
  (text: string): T[number] => {
    if (!words.includes(text)) throw new BadValue()
    return text
  }
