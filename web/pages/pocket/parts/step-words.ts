import type { TrailEntry } from '../../../../contract/matter.ts'
import { defineTexts } from '../../../ui/texts/texts.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { useIsResident } from '../frame/use-role.ts'

/** Steps as one tells them to whoever reported. */
const texts = defineTexts({
  reported: ['报上来了', 'Reported'],
  joined: ['又有人报了同一件事', 'Somebody else reported the same'],
  filed: ['受理了，会有人来办', 'Accepted, somebody will see to it'],
  refused: ['没有受理', 'Not accepted'],
  objected: ['您提了不同意见，重新看', 'You objected: it is looked at again'],
  dispatched: ['交给了处置单位', 'Given to the unit in charge'],
  returned: ['处置单位说不归他们，另外找人办', 'The unit said it is not theirs; another is sought'],
  recalled: ['另外找人办', 'Another unit is sought'],
  accepted: ['处置单位接单了', 'The unit took it on'],
  finished: ['办完了，等人到现场看', 'Done; somebody will check on the spot'],
  passed: ['现场看过，办好了', 'Checked on the spot: it is done'],
  failed: ['现场看过，没办好，要返工', 'Checked on the spot: not done yet'],
  sent_back: ['没办好，要返工', 'Not done yet, sent back'],
  closed: ['办结了', 'Closed'],
  reopened: ['又打开了，接着办', 'Opened again'],
  voided: ['作废了', 'Void'],
})

const notTold: ReadonlySet<string> = new Set(['claimed', 'released', 'returned_to_intake'])

const isTold = (event: string): event is keyof typeof texts => Object.hasOwn(texts, event)

/** Says an entry of a trail: to residents in plain words, to those who work on it as it was written; null is not told. */
export function useSayStep(): (entry: Pick<TrailEntry, 'kind' | 'sentence'>) => string | null {
  const t = useText(texts)
  const said = useSaid()
  const plain = useIsResident()
  return ({ kind, sentence }) => {
    const event = kind.slice(kind.indexOf('.') + 1)
    if (!plain) return said(sentence)
    if (notTold.has(event)) return null
    return isTold(event) ? t(event) : said(sentence)
  }
}
