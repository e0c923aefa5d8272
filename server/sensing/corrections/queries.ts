import type { CorrectionKind } from '../../../contract/corrections.ts'
import type { Tx } from '../../kernel/database/pool.ts'

export interface CorrectionRow {
  readonly id: string
  readonly seriesId: number
  readonly divisionKey: string
  readonly from: Date
  readonly to: Date
  readonly kind: CorrectionKind
  readonly amount: number | null
  readonly reason: string
  readonly correctedAt: Date
  readonly withdrawnAt: Date | null
}

const COLUMNS = `id, series_id as "seriesId", division_key as "divisionKey", from_at as "from", to_at as "to", kind, amount, reason,
  corrected_at as "correctedAt", withdrawn_at as "withdrawnAt"`

export async function insertCorrection(tx: Tx, row: Omit<CorrectionRow, 'withdrawnAt'>): Promise<void> {
  await tx.query(
    `insert into sensing.correction (id, series_id, division_key, from_at, to_at, kind, amount, reason, corrected_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [row.id, row.seriesId, row.divisionKey, row.from, row.to, row.kind, row.amount, row.reason, row.correctedAt],
  )
}

export const findCorrection = (tx: Tx, id: string): Promise<CorrectionRow | undefined> =>
  tx.maybe(`select ${COLUMNS} from sensing.correction where id = $1`, [id])

export async function withdrawCorrection(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query(`update sensing.correction set withdrawn_at = $2 where id = $1`, [id, at])
}

/** A page shows so many; older ones are in the journal. */
const MOST = 200

export const listCorrectionsOf = (tx: Tx, series: readonly number[]): Promise<CorrectionRow[]> =>
  tx.query(`select ${COLUMNS} from sensing.correction where series_id = any($1) order by no desc limit ${MOST}`, [
    series,
  ])
