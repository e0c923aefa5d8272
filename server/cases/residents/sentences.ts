import type { FlowDefinition } from '../../../contract/flow.ts'
import type { Bilingual } from '../../../contract/text.ts'
import type { Step } from '../../kernel/flow/index.ts'

/** How far along a matter is for whoever reported it. */
export type Stage = 0 | 1 | 2 | 3

const REARRANGED = { zh: '正在重新安排处理单位', en: 'We are finding somebody else to handle it' }
const FILED = { zh: '已受理，马上安排处理', en: 'Accepted; it is being assigned' }

/** Steps of an ordinary case as a resident is told of them. Those that are the house's own business are null. */
const STEPS: Readonly<Record<string, Bilingual | null>> = {
  reported: { zh: '已收到您的反映', en: 'We have received your report' },
  raised: FILED,
  filed: FILED,
  dispatched: { zh: '已派给负责的单位', en: 'It has been given to those responsible' },
  accepted: { zh: '负责的单位已接手处理', en: 'Those responsible have taken it on' },
  returned: REARRANGED,
  returned_to_intake: REARRANGED,
  recalled: REARRANGED,
  finished: { zh: '现场已处理完，等待核查', en: 'The work is done; it will be checked' },
  passed: { zh: '核查通过', en: 'The check was passed' },
  failed: { zh: '核查没有通过，要求重新处理', en: 'The check was not passed; the work goes on' },
  sent_back: { zh: '要求继续处理', en: 'The work goes on' },
  closed: { zh: '已办结', en: 'Closed' },
  refused: { zh: '没有受理', en: 'Not accepted' },
  voided: { zh: '已停止办理', en: 'No longer handled' },
  objected: { zh: '您提出了异议，会再看一次', en: 'You objected; it will be looked at again' },
  reopened: { zh: '已重新办理', en: 'Reopened' },
  claimed: null,
  released: null,
}

/** Endings whose reason the reporter is owed. */
const WITH_REASON: ReadonlySet<string> = new Set(['refused', 'voided'])

const STATES: Readonly<Record<string, { stage: Stage | null; says: Bilingual }>> = {
  reported: { stage: 0, says: { zh: '已收到，正在看', en: 'Received; somebody is looking at it' } },
  pending_dispatch: { stage: 1, says: { zh: '已受理，正在安排处理', en: 'Accepted; it is being assigned' } },
  pending_acceptance: { stage: 1, says: { zh: '已派给负责的单位', en: 'With those responsible' } },
  in_disposal: { stage: 1, says: { zh: '正在处理', en: 'Being handled' } },
  pending_inspection: { stage: 2, says: { zh: '处理完了，等待核查', en: 'Done; waiting to be checked' } },
  pending_close: { stage: 2, says: { zh: '核查通过，等待办结', en: 'Checked; waiting to be closed' } },
  closed: { stage: 3, says: { zh: '已办结', en: 'Closed' } },
  not_accepted: { stage: null, says: { zh: '没有受理', en: 'Not accepted' } },
  voided: { stage: null, says: { zh: '已停止办理', en: 'No longer handled' } },
}

/** Where a matter stands, of an ordinary case in plain words, of another flow in its own. */
export function standing(flow: FlowDefinition, state: string): { stage: Stage | null; says: Bilingual } {
  const plain = STATES[state]
  if (plain !== undefined) return plain
  const found = flow.states.find((one) => one.id === state)
  const stages = { open: 1, waiting: 1, done: 3, void: null } as const
  return { stage: found === undefined ? 0 : stages[found.kind], says: found?.name ?? { zh: state, en: state } }
}

/** A step as its reporter is told of it; null for one that is none of their business. */
export function tellStep(flow: FlowDefinition, step: Step): Bilingual | null {
  const action = flow.actions.find((one) => one.id === step.action)
  if (action === undefined || action.direction === 'aside') return null
  const plain = STEPS[action.event]
  if (plain === null) return null
  const says = plain ?? standing(flow, step.to).says
  const reason = WITH_REASON.has(action.event)
    ? action.form.reason?.options.find((one) => one.id === step.reason)?.name
    : undefined
  return reason === undefined ? says : { zh: `${says.zh}：${reason.zh}`, en: `${says.en}: ${reason.en}` }
}

const DEADLINES: Readonly<Record<string, Bilingual>> = {
  intake: { zh: '{time} 前答复是否受理', en: 'You will be told by {time} whether it is accepted' },
  dispatch: { zh: '{time} 前派给负责的单位', en: 'It will be with those responsible by {time}' },
  acceptance: { zh: '{time} 前由负责的单位接手', en: 'Those responsible will take it on by {time}' },
  disposal: { zh: '应在 {time} 前处理完', en: 'To be dealt with by {time}' },
  inspection: { zh: '{time} 前核查', en: 'To be checked by {time}' },
}
const CLOSING: Bilingual = { zh: '{time} 前办结', en: 'To be closed by {time}' }
const OTHER: Bilingual = { zh: '{time} 前有下一步', en: 'The next step is due by {time}' }
const LATE: Bilingual = {
  zh: '原定 {time}，已经超过，正在催办',
  en: 'It was due by {time} and is late; we are pressing',
}

/** An instant as people say it: `11月21日 22:36`, `21 November at 22:36`. */
function sayTime(at: Date, zone: string, language: keyof Bilingual): string {
  const day = { timeZone: zone, day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return language === 'zh'
    ? new Intl.DateTimeFormat('zh-CN', { ...day, month: 'numeric' }).format(at).replace(/^(\d+)\/(\d+)/, '$1月$2日')
    : new Intl.DateTimeFormat('en-GB', { ...day, month: 'long' }).format(at)
}

/** By when what, in words. */
export function tellDeadline(clock: string, dueAt: Date, late: boolean, stage: Stage | null, zone: string): Bilingual {
  const text = late ? LATE : clock === 'intake' && stage === 2 ? CLOSING : (DEADLINES[clock] ?? OTHER)
  const say = (language: keyof Bilingual) => text[language].replace('{time}', sayTime(dueAt, zone, language))
  return { zh: say('zh'), en: say('en') }
}
