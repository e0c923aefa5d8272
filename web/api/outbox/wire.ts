import { api } from '../../paths.ts'
import { getLanguage } from '../../ui/texts/language.ts'
import { defineTexts, speaker } from '../../ui/texts/texts.ts'
import { ask, send } from '../fetch.ts'
import { ApiProblem, unreachable } from '../problem.ts'
import type { Wire } from './edges.ts'
import { type Failure, reportOf, stepOf } from './item.ts'

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

/** The outbox asks again by itself: a part is tried twice, then everything waits for the network. */
const tries = 2

/** The way to the server, by the API's own addresses. */
export const webWire: Wire = {
  whoIsSignedIn: async () => (await ask(api.me())).account,
  async sendPhoto(id, photo, heard, signal) {
    // Comes with the first photo: a phone's first page stays small.
    const { uploadPhoto } = await import('../photo/upload.ts')
    await uploadPhoto(api.photoParts(id), photo, { heard, signal, tries })
  },
  send: (item) =>
    item.work.kind === 'report'
      ? send(api.report(), reportOf(item, item.work), item.id)
      : send(api.caseStep(item.work.caseId), stepOf(item, item.work), item.id),
}
