import type { CaseRow } from '../../../../contract/cases/index.ts'
import { defineTexts } from '../../../ui/texts/texts.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'

const progress = defineTexts({
  reported: ['已收到，等人受理', 'Received, waiting to be looked at'],
  pending_dispatch: ['已受理，正在找谁来办', 'Accepted, being assigned'],
  pending_acceptance: ['已交给{holder}，等他们接单', 'Given to {holder}, who has yet to take it on'],
  in_disposal: ['{holder}正在办', '{holder} is working on it'],
  pending_inspection: ['已办完，等人到现场看', 'Done, waiting for somebody to check on the spot'],
  pending_close: ['现场看过了，等着办结', 'Checked on the spot, about to be closed'],
  closed: ['办结了', 'Closed'],
  not_accepted: ['没有受理', 'Not accepted'],
  voided: ['已作废', 'Void'],
  somebody: ['处置单位', 'the unit in charge'],
})

const work = defineTexts({
  reported: ['受理', 'Look at'],
  pending_dispatch: ['派遣', 'Assign'],
  pending_acceptance: ['签收', 'Accept'],
  in_disposal: ['处置', 'Handle'],
  pending_inspection: ['核查', 'Inspect'],
  pending_close: ['结案', 'Close'],
})

const isIn = <T extends object>(texts: T, key: string): key is keyof T & string => Object.hasOwn(texts, key)

type Stands = Pick<CaseRow, 'state' | 'holder'>

/** Where a case stands, in a plain sentence; a state we have no words for is called by its name. */
export function useSayProgress(): (row: Stands) => string {
  const t = useText(progress)
  const said = useSaid()
  return ({ state, holder }) => {
    const by = { holder: holder ? said(holder.name) : t('somebody') }
    if (!isIn(progress, state.id) || state.id === 'somebody') return said(state.name)
    return state.id === 'pending_acceptance' || state.id === 'in_disposal' ? t(state.id, by) : t(state.id)
  }
}

/** What is to be done with a case in this state, in a word. */
export function useSayWork(): (state: Stands['state']) => string {
  const t = useText(work)
  const said = useSaid()
  return (state) => (isIn(work, state.id) ? t(state.id) : said(state.name))
}
