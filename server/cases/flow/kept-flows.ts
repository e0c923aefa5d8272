import type { FlowDefinition, FlowSource } from '../../../contract/flow.ts'
import { systemCtx } from '../../kernel/actor.ts'
import { defineCommand } from '../../kernel/command.ts'
import { Fault } from '../../kernel/errors.ts'
import type { Flows } from '../../kernel/flow/index.ts'
import { idFrom } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/index.ts'
import { insertFlow, listKeptFlows } from '../queries/flow.ts'
import { takeUpFlow } from './pack-flow.ts'

interface Kept {
  definition: FlowDefinition
  divisionKey: string
}

const keepFlow = defineCommand<Kept, null>({
  name: 'flow.keep',
  permission: null,
  open: 'Run by the program itself when a pack brings a flow',
  matter: ({ definition }) => `flow:${definition.id}`,
  rule: async (tx, { definition, divisionKey }) => {
    await insertFlow(tx, definition, tx.now)
    const { id, version } = definition
    await tx.record({ kind: 'flow.kept', matter: `flow:${id}`, divisionKey, payload: { flow: id, version } })
    return null
  },
})

/**
 * Takes up the flows that packs bring and keeps each version: cases that began under one go on when its pack is changed,
 * removed or has faults. A version that is other than it was kept is left out, and the kept one holds.
 */
export async function takeUpFlows(
  kernel: Kernel,
  flows: Flows,
  brought: readonly FlowSource[],
  divisionKey: string,
): Promise<void> {
  const kept = await kernel.pool.whole(listKeptFlows)
  for (const { definition } of kept) takeUpFlow(kernel, flows.add(definition))
  const known = new Set(kept.map(({ definition }) => `${definition.id} ${definition.version}`))
  for (const source of brought) {
    const definition = addOrLog(kernel, flows, source)
    if (definition === undefined) continue
    takeUpFlow(kernel, definition)
    const { id, version } = definition
    if (known.has(`${id} ${version}`)) continue
    const ctx = systemCtx('scenarios', kernel.clock)
    await kernel.run(keepFlow, ctx, idFrom('flow.keep', id, String(version)), { definition, divisionKey })
  }
}

function addOrLog({ log }: Kernel, flows: Flows, source: FlowSource): FlowDefinition | undefined {
  try {
    return flows.add(source)
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'flow.flow_changed') throw error
    log.error(
      { flow: source.id, version: source.version },
      'a flow was changed without a new version: the one kept holds',
    )
    return undefined
  }
}
