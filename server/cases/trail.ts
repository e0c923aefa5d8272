import type { FlowDefinition } from '../../contract/flow.ts'
import type { Bilingual } from '../../contract/text.ts'
import { type Step, sayStep } from '../kernel/flow/index.ts'
import type { DueMessage } from './messages.ts'
import type { Lists } from './queries/category.ts'

interface Entry {
  readonly kind: string
  readonly payload: Readonly<Record<string, unknown>>
}

const JOINED: Bilingual = { zh: '又有一条线索，并入本案', en: 'Another clue of the same thing joined' }
const CAME_BACK: Bilingual = { zh: '告知的外出已提前结束', en: 'The announced absence was ended early' }

/** What an entry on a case says, for its trail and for the Screen. */
export function sayEntry(flow: FlowDefinition, { kind, payload }: Entry, lists: Lists): Bilingual {
  if (payload.step !== undefined) return sayStep(flow, payload.step as Step, lists)
  if (kind === 'message.due') return sayMessage(payload as unknown as DueMessage)
  if (kind === 'case.absence_noted') return sayAbsence(payload as { from?: string; until?: string })
  return JOINED
}

/** Nothing is sent by the program itself: whoever handles the case tells them. */
const sayMessage = ({ name, text }: DueMessage): Bilingual => ({
  zh: `应告知${name.zh}：${text.zh}`,
  en: `To be told to ${name.en}: ${text.en}`,
})

function sayAbsence({ from, until }: { from?: string; until?: string }): Bilingual {
  if (from === undefined || until === undefined) return CAME_BACK
  return { zh: `有人告知 ${from} 至 ${until} 不在`, en: `Somebody says: absent from ${from} to ${until}` }
}
