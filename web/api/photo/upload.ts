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

/** Sends a photo to `parts`, an address of the API that takes parts; goes on where an earlier try stopped. */
export function uploadPhoto(
  parts: string,
  photo: Blob,
  heard: (share: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const init = signal === undefined ? {} : { signal }
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
    wait: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  }
  return sendParts(photo, edges, heard)
}
