import type { FlowDefinition } from '../../contract/flow.ts'
import type { KeyRange } from '../kernel/access.ts'
import type { Ctx } from '../kernel/actor.ts'
import { kernelErrors } from '../kernel/errors.ts'
import type { FlowMatter } from '../kernel/flow/index.ts'
import type { Kernel } from '../kernel/index.ts'
import type { CaseRecord, InboxPlace, Sight } from './queries/list.ts'

/** What of all cases this person may see: divisions in full, and elsewhere what they or their unit work on. */
export function sightOf(kernel: Kernel, ctx: Ctx): Sight {
  const { access } = kernel
  const sight: Sight = {
    ranges: access.ranges(ctx.actor, 'case.view'),
    own: access.ranges(ctx.actor, 'case.view-own'),
    unit: ctx.actor.unitId,
    account: ctx.actor.id,
  }
  if (sight.ranges.length + sight.own.length > 0) return sight
  throw ctx.actor.kind === 'anonymous'
    ? kernelErrors.sign_in_needed()
    : kernelErrors.not_permitted({ permission: 'case.view' })
}

/** Every division range that the sight touches: the scope of its transaction. */
export const scopeOf = (sight: Sight): readonly KeyRange[] => [...sight.ranges, ...sight.own]

const rangesOf = (ctx: Ctx, role: string): readonly KeyRange[] =>
  ctx.actor.grants
    .filter((grant) => grant.role === role)
    .map((grant) => ({ lo: grant.divisionKey, hi: `${grant.divisionKey}~` }))

/** Where in the flows this person's work lies, for one query instead of a look at every open case. */
export function inboxOf(ctx: Ctx, flows: readonly FlowDefinition[]): InboxPlace[] {
  return flows.flatMap((flow) =>
    flow.states.flatMap((state) =>
      state.inbox.flatMap((who) => {
        if (who.role === undefined) return []
        const ranges = rangesOf(ctx, who.role)
        if (ranges.length === 0) return []
        const place = { flow: flow.id, state: state.id, ranges }
        if (who.as === 'holder') return ctx.actor.unitId === null ? [] : [{ ...place, unit: ctx.actor.unitId }]
        if (who.as === 'claimant') return [{ ...place, account: ctx.actor.id }]
        return [place]
      }),
    ),
  )
}

/** A case row as the flow engine sees it. */
export const flowMatter = (row: Pick<CaseRecord, 'state' | 'division_key' | 'memory' | 'lists'>): FlowMatter => ({
  state: row.state,
  divisionKey: row.division_key,
  memory: row.memory as FlowMatter['memory'],
  lists: row.lists ?? {},
})
