import { defineCommand } from '../command.ts'

/** What the journal of a restored store says of its second beginning. */
export interface RestoredFrom extends Record<string, unknown> {
  /** When the backup was taken. */
  createdAt: string
  /** The last seal it held; null when it held none. */
  headNo: number | null
  rows: number
  files: number
}

/** Writes down that this store was made from a backup. */
export const noteRestored = defineCommand<RestoredFrom, null>({
  name: 'store.restore',
  permission: null,
  open: 'Only the command `restore` calls it, on a store nobody uses yet',
  rule: async (tx, from) => {
    await tx.record({ kind: 'store.restored', matter: null, divisionKey: '', payload: from })
    return null
  },
})
