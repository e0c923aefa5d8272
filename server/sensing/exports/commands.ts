import { defineCommand } from '../../kernel/command.ts'

export const EXPORT = 'reading.export'

/** What was taken out. */
export interface ExportInput extends Record<string, unknown> {
  readonly from: string
  readonly to: string
  readonly format: string
  readonly things: number
  readonly series: number
  /** What was asked for: a thing, a division, a window, a type. */
  readonly filter: Readonly<Record<string, unknown>>
  /** A division of whoever takes them. */
  readonly divisionKey: string
}

/** Notes who takes readings out, and which. */
export const noteExport = defineCommand<ExportInput, null>({
  name: 'reading.export',
  permission: EXPORT,
  rule: async (tx, { divisionKey, ...payload }) => {
    await tx.record({ kind: 'readings.exported', matter: null, divisionKey, payload })
    return null
  },
})
