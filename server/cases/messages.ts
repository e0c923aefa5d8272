import { qualify } from '../../contract/pack/index.ts'
import { ROLES } from '../../contract/roles.ts'
import type { Bilingual } from '../../contract/text.ts'
import type { CommandTx } from '../kernel/command.ts'
import type { CasesDeps } from './deps.ts'

/** A message that a rule asks for, as its alarm says it: to `role/…`, `unit/…` of a subject, or `contact/…` of the thing. */
export interface AskedMessage {
  readonly to: string
  readonly text: Bilingual
}

/** Payload of `message.due`: whom to tell and what. Who that is by name stands with the thing and with identity, not here. */
export interface DueMessage extends AskedMessage {
  /** The recipient in words. */
  readonly name: Bilingual
  readonly alarm: string
  readonly thing: string
  /** When what it tells of happened. */
  readonly at: string
}

/** What gives rise to messages. */
export interface Occasion {
  readonly alarm: string
  /** `pack.rule`. */
  readonly rule: string
  readonly thing: string
  readonly at: string
  readonly divisionKey: string
}

const CONTACTS: Readonly<Record<string, Bilingual>> = {
  family: { zh: '家属', en: 'the family' },
  manager: { zh: '负责人', en: 'the manager' },
}

function nameOf(deps: CasesDeps, { rule, divisionKey }: Occasion, to: string): Bilingual {
  const slash = to.indexOf('/')
  const [kind, word] = [to.slice(0, slash), to.slice(slash + 1)]
  if (kind === 'role') return Object.entries(ROLES).find(([role]) => role === word)?.[1] ?? { zh: word, en: word }
  if (kind === 'contact') return CONTACTS[word] ?? { zh: `联系人（${word}）`, en: `contact (${word})` }
  const subject = qualify(rule.slice(0, rule.indexOf('.')), word)
  const unit = deps.city.unitsFor(subject, divisionKey).find(({ because }) => because !== null)
  return unit?.name ?? { zh: '责任单位（未指定）', en: 'the responsible unit (none is named)' }
}

/**
 * Writes down what is to be said and to whom, on the case or, where there is none, on the watch. Nothing is sent: until
 * there is a way to send, whoever handles the case tells them.
 */
export async function recordMessages(
  tx: CommandTx,
  deps: CasesDeps,
  matter: string,
  occasion: Occasion,
  messages: readonly AskedMessage[],
): Promise<void> {
  const { alarm, thing, at, divisionKey } = occasion
  for (const { to, text } of messages) {
    const payload = { to, name: nameOf(deps, occasion, to), text, alarm, thing, at } satisfies DueMessage
    await tx.record({ kind: 'message.due', matter, divisionKey, payload })
  }
}
