import type { Duty, DutyNow, DutyPlanned, DutyQuery, PlanDuty } from '../../../../contract/city/index.ts'
import type { Ctx } from '../../../kernel/actor.ts'
import type { Kernel } from '../../../kernel/index.ts'
import { errors } from '../../errors.ts'
import { endDuty, planDuty } from './plan.ts'
import { listDuty, listNextDuty, listRosters } from './queries.ts'

const VIEW = 'city.view-people'
const LONGEST_ASKED_MS = 40 * 86_400_000
/** A post whose last turn is longer ago keeps no roster any more. */
const ROSTER_MS = 14 * 86_400_000

/** Rosters: who is at a post, from when to when. */
export interface DutyCalls {
  list(ctx: Ctx, query: DutyQuery): Promise<Duty[]>
  now(ctx: Ctx, unitId: string | undefined): Promise<DutyNow>
  plan(ctx: Ctx, commandId: string, input: PlanDuty): Promise<DutyPlanned>
  end(ctx: Ctx, commandId: string, id: string): Promise<{ id: string }>
}

/** Makes the calls of duty. */
export function createDuty(kernel: Kernel): DutyCalls {
  return {
    async list(ctx, { from, to, ...where }) {
      const asked = { ...where, from: new Date(from), to: new Date(to) }
      if (asked.to.getTime() - asked.from.getTime() > LONGEST_ASKED_MS) throw errors.duty_range()
      return kernel.read(ctx, VIEW, (tx) => listDuty(tx, asked))
    },
    now(ctx, unitId) {
      const at = ctx.clock.now()
      return kernel.read(ctx, VIEW, async (tx) => {
        const rosters = await listRosters(tx, unitId, new Date(at.getTime() - ROSTER_MS))
        const present = await listDuty(tx, { unitId, from: at, to: new Date(at.getTime() + 1) })
        const ahead = await listNextDuty(tx, unitId, at)
        const items = rosters.map((post) => ({
          ...post,
          now: present.filter((duty) => duty.postId === post.postId),
          next: ahead.find((duty) => duty.postId === post.postId) ?? null,
        }))
        return { items }
      })
    },
    plan: (ctx, commandId, input) => kernel.run(planDuty, ctx, commandId, input),
    end: (ctx, commandId, id) => kernel.run(endDuty, ctx, commandId, { id }),
  }
}
