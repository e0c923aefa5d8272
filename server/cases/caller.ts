import type { Party } from '../kernel/flow/index.ts'

/** A caller is nobody we know: the clue stands for them, so that the operator who wrote it down did not find it. */
export const callerOf = (event: string): Party => ({ id: `caller:${event}`, personId: null, unitId: null })
