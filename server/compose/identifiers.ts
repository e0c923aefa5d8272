import type { Cases } from '../cases/index.ts'
import type { City } from '../city/index.ts'
import { Fault } from '../kernel/errors.ts'

/** Shows a case by its code to whoever may see the case. */
export const caseShown =
  (cases: Pick<Cases, 'get'>): Parameters<City['showCasesBy']>[0] =>
  async (ctx, id) => {
    if (ctx.actor.kind === 'anonymous') return undefined
    try {
      const { title } = await cases.get(ctx, id)
      // A case's title is made in the reader's language.
      return { name: { zh: title, en: title }, retired: false }
    } catch (error) {
      // Unknown, and not for this person, look alike.
      if (error instanceof Fault && (error.kind === 'not_found' || error.kind === 'forbidden')) return undefined
      throw error
    }
  }
