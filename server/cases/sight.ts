import type { FlowDefinition } from '../../contract/flow.ts'
import type { KeyRange } from '../kernel/access.ts'
import type { Ctx } from '../kernel/actor.ts'
import { kernelErrors } from '../kernel/errors.ts'
import type { FlowMatter, Flows } from '../kernel/flow/index.ts'
import type { Kernel } from '../kernel/index.ts'
import type { CaseRecord, InboxPlace, Sight } from './queries/list.ts'

/** What of all cases this person may see: divisions in full, and elsewhere what they or their unit work on. */
export function sightOf(kernel: Kernel, flows: Flows, ctx: Ctx): Sight {
  const { access } = kernel
  const sight: Sight = {
    ranges: access.ranges(ctx.actor, 'case.view'),
    parts: partsOf(kernel, flows, ctx),
    own: access.ranges(ctx.actor, 'case.view-own'),
    unit: ctx.actor.unitId,
    account: ctx.actor.id,
  }
  if (sight.ranges.length + sight.parts.length + sight.own.length > 0) return sight
  throw ctx.actor.kind === 'anonymous'
    ? kernelErrors.sign_in_needed()
    : kernelErrors.not_permitted({ permission: 'case.view' })
}

/** Every division range that the sight touches: the scope of its transaction. */
export const scopeOf = (sight: Sight): readonly KeyRange[] => [
  ...sight.ranges,
  ...sight.parts.flatMap((part) => part.ranges),
  ...sight.own,
]

/** Whoever only reports: sees how it goes, not who said what to whom. */
export const isOutsider = ({ access }: Kernel, { actor }: Ctx, divisionKey?: string): boolean =>
  actor.unitId === null &&
  !access.can(actor, 'case.view', divisionKey) &&
  !access.can(actor, 'case.view-part', divisionKey)

/** The flows in which this person holds a role that came with them, each in the divisions of that role. */
function partsOf({ access }: Kernel, flows: Flows, ctx: Ctx): Sight['parts'] {
  const brought = new Set(access.rolesOf('case.view-part'))
  return flows.all().flatMap((flow) => {
    const ranges = flow.roles.filter(({ id }) => brought.has(id)).flatMap(({ id }) => rangesOf(ctx, id))
    return ranges.length === 0 ? [] : [{ flow: flow.id, ranges }]
  })
}

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
