import { type ApiProblem, problemOf, unreachable } from '../../../api/problem.ts'
import { api } from '../../../paths.ts'

/** A photo on its way; `stop` gives it up. */
export interface Sending {
  readonly done: Promise<ApiProblem | null>
  readonly stop: () => void
}

/**
 * Sends a picture under an id chosen here: sent again with the same id it is kept once. `progress` is told the share that
 * went out. `fetch` cannot tell it, so this is the older way.
 */
export function sendPhoto(id: string, file: Blob, progress: (share: number) => void): Sending {
  const request = new XMLHttpRequest()
  const done = new Promise<ApiProblem | null>((resolve) => {
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0)
    request.onload = () => {
      const { status, responseText } = request
      if (status >= 200 && status < 300) resolve(null)
      else void problemOf(new Response(responseText, { status })).then(resolve)
    }
    request.onerror = () => resolve(unreachable(undefined))
    request.onabort = () => resolve(null)
  })
  request.open('PUT', api.photoUpload(id))
  request.setRequestHeader('content-type', file.type || 'application/octet-stream')
  request.setRequestHeader('accept', 'application/json')
  request.send(file)
  return { done, stop: () => request.abort() }
}
