import { PhotoParts } from '../../../contract/photo.ts'
import { exchange } from '../fetch.ts'
import { ApiProblem } from '../problem.ts'
import { sendParts } from './send-parts.ts'

const dev = import.meta.env.DEV

/** Bytes as the digest field wants them (RFC 9530); null on plain HTTP, where browsers offer no digests. */
async function digestOf(part: Blob): Promise<string | null> {
  if (crypto.subtle === undefined) return null
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await part.arrayBuffer()))
  return `sha-256=:${btoa(String.fromCharCode(...digest))}:`
}

const read = async (response: Response): Promise<PhotoParts> => {
  const body: unknown = await response.json()
  return dev ? PhotoParts.parse(body) : (body as PhotoParts)
}

function retry(problem: unknown): 'again' | { from: number } | null {
  if (!(problem instanceof ApiProblem)) return null
  const { kept } = problem.params
  if (problem.code === 'photo.wrong_offset' && typeof kept === 'number') return { from: kept }
  return problem.passing || problem.code === 'photo.part_torn' ? 'again' : null
}

/** Resolves after `ms`; throws as soon as the signal says so. */
const waitUnless = (signal: AbortSignal, ms: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })

/** How a photo is sent: given up by `signal`; `tries` as `PartEdges` says. */
export interface UploadOptions {
  readonly heard: (share: number) => void
  readonly signal: AbortSignal
  readonly tries?: number
}

/**
 * Sends a photo to `parts`, an address of the API that takes parts; goes on where an earlier try stopped. Every photo of
 * every page goes this way.
 */
export function uploadPhoto(parts: string, photo: Blob, { heard, signal, tries }: UploadOptions): Promise<void> {
  const init = { signal }
  const append = async (offset: number, part: Blob): Promise<PhotoParts> => {
    const url = new URL(parts, location.href)
    url.searchParams.set('offset', String(offset))
    url.searchParams.set('length', String(photo.size))
    const digest = await digestOf(part)
    const response = await exchange(url.pathname + url.search, {
      ...init,
      method: 'PATCH',
      headers: {
        accept: 'application/json',
        'content-type': 'application/octet-stream',
        ...(digest !== null && { 'content-digest': digest }),
      },
      body: part,
    })
    return read(response)
  }
  const edges = {
    kept: async () => read(await exchange(parts, { ...init, cache: 'no-store' })),
    append,
    retry,
    wait: (ms: number) => waitUnless(signal, ms),
    ...(tries !== undefined && { tries }),
  }
  return sendParts(photo, edges, heard)
}

/** Tells the server that the rest of a photo will not come. What was not told is forgotten there in a day. */
export function forgetPhoto(parts: string): void {
  void exchange(parts, { method: 'DELETE', keepalive: true }).catch(() => undefined)
}
