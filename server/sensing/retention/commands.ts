import { defineCommand } from '../../kernel/command.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import { deleteRetention, saveRetention } from '../kept/queries/retention.ts'

export const MANAGE = 'retention.manage'

const matterOf = (type: string): string => `retention:${type}`

export interface RetentionInput {
  readonly type: string
  readonly keepDays: number | null
  readonly reason: string
}

/** Says how long readings of a type are kept. Those that are over are not shown from now on, and removed soon after. */
export const setRetention = defineCommand<RetentionInput, { type: string }>({
  name: 'retention.set',
  permission: MANAGE,
  matter: ({ type }) => matterOf(type),
  rule: async (tx, { type, keepDays, reason }) => {
    tx.require(MANAGE, '')
    await saveRetention(tx, { type, keepDays, reason, setAt: tx.now })
    await tx.record({
      kind: 'retention.set',
      matter: matterOf(type),
      divisionKey: '',
      payload: { type, keepDays },
      why: reason,
    })
    return { type }
  },
})

/** Takes the line of a type away: the line for every type holds for it then. */
export const dropRetention = defineCommand<{ type: string }, { type: string }>({
  name: 'retention.drop',
  permission: MANAGE,
  matter: ({ type }) => matterOf(type),
  rule: async (tx, { type }) => {
    tx.require(MANAGE, '')
    if (!(await deleteRetention(tx, type))) throw kernelErrors.not_found()
    await tx.record({ kind: 'retention.dropped', matter: matterOf(type), divisionKey: '', payload: { type } })
    return { type }
  },
})
