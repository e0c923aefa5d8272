import type { FlowDefinition } from '../../../contract/flow.ts'
import type { Bilingual } from '../../../contract/text.ts'
import type { FlowMatter, Step } from './matter.ts'

/** A recorded step as a sentence for the trail: what was done, where that led, and why. */
export function sayStep(flow: FlowDefinition, step: Step, lists?: FlowMatter['lists']): Bilingual {
  const action = flow.actions.find((one) => one.id === step.action)
  const state = flow.states.find((one) => one.id === step.to)?.name ?? { zh: step.to, en: step.to }
  const name = action?.name ?? { zh: step.action, en: step.action }
  const own = Object.values(lists ?? {}).flat()
  const reason = [...(action?.form.reason?.options ?? []), ...own].find((one) => one.id === step.reason)?.name
  const led = step.from === step.to ? { zh: '', en: '' } : { zh: `，转为“${state.zh}”`, en: `: now “${state.en}”` }
  const because = reason === undefined ? { zh: '', en: '' } : { zh: `（${reason.zh}）`, en: ` (${reason.en})` }
  return { zh: `${name.zh}${because.zh}${led.zh}`, en: `${name.en}${because.en}${led.en}` }
}
