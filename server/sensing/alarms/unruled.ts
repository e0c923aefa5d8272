import type { Texts } from '../../../contract/pack/index.ts'
import { systemCtx } from '../../kernel/actor.ts'
import { defineCommand } from '../../kernel/command.ts'
import { newId } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/index.ts'
import { closeUnruled, countUnruled, severityOf } from './queries.ts'

/** Said of an alarm that nothing would ever clear. */
export const RULE_GONE: Texts = { zh: '这条规则已停用', en: 'The rule was switched off' }

const clearing = defineCommand<{ rules: readonly string[] }, { cleared: number }>({
  name: 'alarm.clear_unruled',
  permission: null,
  open: 'Run by the program itself when rules are no longer there',
  rule: async (tx, { rules }) => {
    const closed = await closeUnruled(tx, rules, RULE_GONE, tx.now)
    for (const { id, rule, thingId, thingCode, divisionKey, severity, title, raisedAt } of closed) {
      const payload = {
        ...{ alarm: id, rule, thing: { id: thingId, code: thingCode }, severity: severityOf(severity), previous: null },
        ...{ title, because: RULE_GONE, values: {}, case: null, messages: [] },
        at: tx.now.toISOString(),
        raisedAt: raisedAt.toISOString(),
      }
      await tx.record({ kind: 'alarm.cleared', matter: `alarm:${id}`, divisionKey, payload })
    }
    return { cleared: closed.length }
  },
})

/**
 * Ends open alarms of rules that are not among these: their pack was switched off, removed, or the program stopped before
 * it had ended them. Its things may be unknown by now, so that only the table tells of them.
 */
export async function clearUnruled(kernel: Kernel, rules: readonly string[]): Promise<void> {
  const { count } = await kernel.pool.whole((tx) => countUnruled(tx, rules))
  if (count === 0) return
  await kernel.run(clearing, systemCtx('sensing', kernel.clock), newId(), { rules })
}
