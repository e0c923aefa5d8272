import { join } from 'node:path'
import { openPool } from '../../../kernel/database/pool.ts'
import { type KeptReport, keptReportText, verifyKept } from './verify.ts'

/** The outcome of checking all readings of a place, for people and for programs. */
interface ReadingsVerified {
  readonly ok: boolean
  readonly text: string
  readonly report: KeptReport
}

/** Checks all readings of a place, those in the database and those in files, whether or not it is being served. */
export async function verifyReadings(ownerUrl: string, dataFolder: string): Promise<ReadingsVerified> {
  const pool = openPool(ownerUrl, { max: 2, applicationName: 'yiwang verify' })
  try {
    const report = await verifyKept(pool, join(dataFolder, 'kept'))
    return { ok: report.ok, text: keptReportText(report), report }
  } finally {
    await pool.close()
  }
}
