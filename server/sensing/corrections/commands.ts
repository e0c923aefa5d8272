import type { CorrectionKind } from '../../../contract/corrections.ts'
import { defineCommand } from '../../kernel/command.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import { idFrom } from '../../kernel/ids.ts'
import { errors } from '../errors.ts'
import { findCorrection, insertCorrection, withdrawCorrection } from './queries.ts'

export const CORRECT = 'reading.correct'

/** Readings of one series, and what should count instead of them. */
export interface CorrectionInput {
  readonly thing: { readonly id: string; readonly code: string }
  readonly property: string
  readonly seriesId: number
  readonly divisionKey: string
  readonly from: string
  readonly to: string
  readonly kind: CorrectionKind
  /** A boolean is 0 or 1; null where readings are withdrawn. */
  readonly amount: number | null
  readonly reason: string
}

const matterOf = (id: string): string => `correction:${id}`

/** Corrects readings: they stay as they came, marked, with the reason. */
export const correctReadings = defineCommand<CorrectionInput, { id: string }>({
  name: 'reading.correct',
  permission: CORRECT,
  rule: async (tx, { thing, property, seriesId, divisionKey, kind, amount, reason, ...span }) => {
    tx.require(CORRECT, divisionKey)
    const [from, to] = [new Date(span.from), new Date(span.to)]
    if (to < from || to > tx.now) throw errors.correction_span()
    const id = idFrom('correction', tx.commandId)
    await insertCorrection(tx, { id, seriesId, divisionKey, from, to, kind, amount, reason, correctedAt: tx.now })
    const said = { from: from.toISOString(), to: to.toISOString(), kind, amount }
    await tx.record({
      kind: 'reading.corrected',
      matter: matterOf(id),
      divisionKey,
      payload: { correction: id, thing, property, ...said },
      why: reason,
    })
    return { id }
  },
})

export interface WithdrawalInput {
  readonly id: string
  readonly series: readonly number[]
  readonly reason: string
}

/** Takes a correction back: what holds then is the one before it, or what was sent. */
export const takeCorrectionBack = defineCommand<WithdrawalInput, { id: string }>({
  name: 'reading.withdraw-correction',
  permission: CORRECT,
  matter: ({ id }) => matterOf(id),
  rule: async (tx, { id, series, reason }) => {
    const correction = await findCorrection(tx, id)
    if (correction === undefined || !series.includes(correction.seriesId)) throw kernelErrors.not_found()
    const { divisionKey } = correction
    tx.require(CORRECT, divisionKey)
    if (correction.withdrawnAt !== null) throw errors.correction_withdrawn()
    await withdrawCorrection(tx, id, tx.now)
    await tx.record({
      kind: 'reading.correction-withdrawn',
      matter: matterOf(id),
      divisionKey,
      payload: { correction: id },
      why: reason,
    })
    return { id }
  },
})
