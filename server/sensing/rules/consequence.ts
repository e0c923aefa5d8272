import { type Consequence, Severity } from '../../../contract/pack/index.ts'
import type { Firing } from './firing.ts'

/**
 * What a firing asks for beyond its alarm: a case once the alarm reaches the severity the case is opened from, and its
 * messages then and each time the alarm gets graver still. An alarm that eases or ends asks for nothing.
 */
export function consequencesOf(firing: Firing): { case?: Consequence['case']; messages: Consequence['message'] } {
  const { consequence } = firing.rule
  const before = firing.state === 'raised' ? 0 : firing.previous ? rankOf(firing.previous) : 5
  const now = firing.state === 'cleared' ? 0 : rankOf(firing.severity)
  if (now <= before) return { messages: [] }
  const from = (severity: Severity | undefined) => (severity ? rankOf(severity) : 1)
  const messages = consequence.message.filter((it) => now >= from(it.from))
  const wanted = consequence.case
  return wanted && now >= from(wanted.from) && before < from(wanted.from) ? { case: wanted, messages } : { messages }
}

const rankOf = (severity: Severity): number => Severity.options.indexOf(severity) + 1
