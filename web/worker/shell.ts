/** What the build puts into the worker: the files without which the phone pages do not open. */
export interface Shell {
  /** Changes with any of the files. */
  readonly version: string
  readonly files: readonly string[]
}

/** The file that every page of the phone begins with. */
export const startFile = '/index.html'

/** What is asked for, as far as it matters here. */
interface Asked {
  readonly method: string
  readonly mode: string
  readonly url: string
}

/**
 * The file that answers a request from what is kept; undefined where the network answers. Pages open from what is kept even
 * when there is a network, so that a page and its scripts are always of one version.
 */
export function keptFor({ method, mode, url }: Asked, origin: string, scope: string, shell: Shell): string | undefined {
  const { pathname, origin: from } = new URL(url)
  if (method !== 'GET' || from !== origin) return undefined
  if (mode === 'navigate') return pathname === scope || pathname.startsWith(`${scope}/`) ? startFile : undefined
  return shell.files.includes(pathname) ? pathname : undefined
}
