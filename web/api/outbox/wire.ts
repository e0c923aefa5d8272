import { api } from '../../paths.ts'
import { getLanguage } from '../../ui/texts/language.ts'
import { defineTexts, speaker } from '../../ui/texts/texts.ts'
import { ask, send } from '../fetch.ts'
import { ApiProblem, problemOf, unreachable } from '../problem.ts'
import { type Failure, reportOf, stepOf } from './item.ts'
import type { Wire } from './outbox.ts'

const texts = defineTexts({
  photoLost: ['有一张照片在这部手机上找不到了，请重拍', 'A photo is no longer on this phone; take it again'],
})

/** What is kept of whatever was thrown. An answer that is none of ours (a hotel's sign-in page) is as good as no answer. */
export function failureOf(error: unknown): Failure {
  const { status, code, message, params } = error instanceof ApiProblem ? error : unreachable(error)
  return { status, code, message, params: JSON.parse(JSON.stringify(params)) }
}

/** A photo that was to be sent and is not on the device any more. */
export const photoLost = (): ApiProblem =>
  new ApiProblem({ code: 'web.photo_lost', status: 410, title: speaker(texts, getLanguage())('photoLost') })

/** Puts a photo; `fetch` does not tell how far it has come. */
function putPhoto(url: string, photo: Blob, heard: (share: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    request.setRequestHeader('content-type', photo.type || 'image/jpeg')
    request.setRequestHeader('accept', 'application/json')
    request.upload.onprogress = ({ loaded, total }) => heard(total === 0 ? 0 : loaded / total)
    request.onerror = () => reject(unreachable(new Error('the photo was not taken')))
    request.onload = () => {
      const { status, responseText } = request
      if (status < 300 && responseText.startsWith('{')) resolve()
      else if (status < 400) reject(unreachable(new Error(`not our answer: ${status}`)))
      else problemOf(new Response(responseText, { status })).then(reject, reject)
    }
    request.send(photo)
  })
}

/** The way to the server, by the API's own addresses. */
export const webWire: Wire = {
  whoIsSignedIn: async () => (await ask(api.me())).account,
  sendPhoto: (id, photo, heard) => putPhoto(api.photoUpload(id), photo, heard),
  send: (item) =>
    item.work.kind === 'report'
      ? send(api.report(), reportOf(item, item.work), item.id)
      : send(api.caseStep(item.work.caseId), stepOf(item, item.work), item.id),
}
