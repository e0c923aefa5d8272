import type { Looking } from '../../contract/cases/index.ts'
import type { Ctx } from '../kernel/actor.ts'

const GONE_AFTER_MS = 40_000

interface Look {
  name: string
  sinceMs: number
  seenMs: number
}

/** Who has which case open, as their pages say every few seconds. In memory: whoever is lost in a restart says it again. */
export function createLooking() {
  const cases = new Map<string, Map<string, Look>>()

  function forget(nowMs: number): void {
    for (const [id, looks] of cases) {
      for (const [account, look] of looks) if (nowMs - look.seenMs > GONE_AFTER_MS) looks.delete(account)
      if (looks.size === 0) cases.delete(id)
    }
  }

  return {
    /** Says that this person has the case open, or has put it away; answers who else has it. */
    look(ctx: Ctx, caseId: string, away: boolean): Looking {
      const nowMs = ctx.clock.now().getTime()
      forget(nowMs)
      const looks = cases.get(caseId) ?? new Map<string, Look>()
      cases.set(caseId, looks)
      const { id, name } = ctx.actor
      if (away) looks.delete(id)
      else looks.set(id, { name, sinceMs: looks.get(id)?.sinceMs ?? nowMs, seenMs: nowMs })
      const others = [...looks].filter(([account]) => account !== id)
      return { others: others.map(([, look]) => ({ name: look.name, sinceAt: new Date(look.sinceMs).toISOString() })) }
    },
  }
}
