import type { Ctx } from '../../kernel/actor.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { CasesDeps, Division } from '../deps.ts'

/** The division asked for, or the largest this person looks after. Throws not found for one that is not theirs to see. */
export function getOverseen(kernel: Kernel, deps: CasesDeps, ctx: Ctx, key: string | undefined): Division {
  const division = key === undefined ? findOwn(kernel, deps, ctx) : deps.city.findDivision(key)
  if (division === undefined) throw kernelErrors.not_found()
  kernel.access.require(ctx.actor, 'case.overview', division.key)
  return division
}

function findOwn(kernel: Kernel, deps: CasesDeps, ctx: Ctx): Division | undefined {
  kernel.access.require(ctx.actor, 'case.overview')
  const root = deps.city.root()
  const [first] = kernel.access.ranges(ctx.actor, 'case.overview')
  return first === undefined || first.lo <= root.key ? root : deps.city.findDivision(first.lo)
}
