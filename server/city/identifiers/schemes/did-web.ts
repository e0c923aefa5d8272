/** A did:web: the host that vouches for it, its port, and the path below. */
export interface DidWeb {
  readonly host: string
  readonly port: number | null
  readonly path: readonly string[]
}

const HOST = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/
const SEGMENT = /^([A-Za-z0-9._-]|%[0-9A-Fa-f]{2})+$/

/** Undefined when it is none. An address in numbers is no host of a did:web. */
export function parseDidWeb(text: string): DidWeb | undefined {
  if (text.length > 500 || !/^did:web:/.test(text)) return undefined
  const [authority = '', ...path] = text.slice('did:web:'.length).split(':')
  const [host = '', port, ...more] = authority.replace(/%3A/i, ':').toLowerCase().split(':')
  if (!HOST.test(host) || /^[0-9.]+$/.test(host) || more.length > 0) return undefined
  if (port !== undefined && (!/^[1-9][0-9]{0,4}$/.test(port) || Number(port) > 65_535)) return undefined
  return path.every((part) => SEGMENT.test(part))
    ? { host, port: port === undefined ? null : Number(port), path }
    : undefined
}

/** As it is written. */
export const encodeDidWeb = ({ host, port, path }: DidWeb): string =>
  `did:web:${[port === null ? host : `${host}%3A${port}`, ...path].join(':')}`

/** Where its document is. */
export function documentOf({ host, port, path }: DidWeb): string {
  const below = path.length === 0 ? '.well-known' : path.join('/')
  return `https://${port === null ? host : `${host}:${port}`}/${below}/did.json`
}
