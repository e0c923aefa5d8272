import type { Channel } from '../../../contract/cases/index.ts'
import type { Bilingual } from '../../../contract/text.ts'
import type { Ctx } from '../../kernel/actor.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { CasesDeps } from '../deps.ts'

/** What is known of a case and must not all be said on a wall. */
export interface Told {
  readonly title: string
  readonly place: string
  readonly channel: Channel
  readonly category: Bilingual | null
  readonly divisionKey: string
}

const NUMBERS = /\s*\d+\s*(号|弄|室|栋|幢|单元|层|楼)/g
const UNKNOWN = '情况待核'

/** Whether the answer will hang where anybody passes: asked for as such, or by an account that has no other rights. */
export const isForWall = (kernel: Kernel, ctx: Ctx, asked: boolean): boolean =>
  asked || !kernel.access.can(ctx.actor, 'case.view')

/**
 * The same for a wall: no free words, no house numbers, no names of people. What people typed as a place may name them,
 * so only a signal keeps its road, which the city wrote; the rest say their division.
 */
export function forWall(deps: CasesDeps, told: Told): { title: string; place: string } {
  const division = deps.city.findDivision(told.divisionKey)?.name.zh ?? ''
  const place = told.channel === 'signal' ? told.place.replace(NUMBERS, '') : division
  return { title: `${place} ${told.category?.zh ?? UNKNOWN}`.trim(), place }
}
