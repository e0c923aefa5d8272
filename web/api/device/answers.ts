import type { Answers } from '../query.ts'
import { answerOf, onDevice } from './database.ts'

/** Answers kept on the device, for when nobody answers. Each belongs to the account it was given to. */

/** A device that is full or keeps nothing is no reason to fail: there is only less to show without a network. */
const noMatter = (): undefined => undefined

interface Kept {
  readonly account: string
  readonly url: string
  readonly reply: unknown
}

/** Keeps answers in the browser's own database. */
export const deviceAnswers: Answers = {
  async keep(account, url, reply) {
    const kept: Kept = { account, url, reply }
    await onDevice(['answer'], 'readwrite', (part) => answerOf(part('answer').put(kept))).catch(noMatter)
  },
  async find(account, url) {
    const asked = onDevice(['answer'], 'readonly', (part) =>
      answerOf<Kept | undefined>(part('answer').get([account, url])),
    )
    const kept = await asked.catch(noMatter)
    return kept && { reply: kept.reply }
  },
}

/** Forgets every answer: whoever uses the device next sees nothing of them. What is still to be sent stays. */
export const forgetAnswers = (): Promise<void> =>
  onDevice(['answer'], 'readwrite', async (part) => void (await answerOf(part('answer').clear()))).catch(noMatter)

/** Forgets what was answered to other accounts than the one signed in now. */
export const forgetAnswersOfOthers = (account: string): Promise<void> =>
  onDevice(['answer'], 'readwrite', async (part) => {
    // A list sorts after every text: between them lie all addresses of one account. The first account is nobody's.
    const before = IDBKeyRange.bound(['', []], [account], true, true)
    const after = IDBKeyRange.lowerBound([account, []], true)
    await answerOf(part('answer').delete(before))
    await answerOf(part('answer').delete(after))
  }).catch(noMatter)
