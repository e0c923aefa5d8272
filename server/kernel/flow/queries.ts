import type { Tx } from '../database/pool.ts'
import type { Step } from './matter.ts'

/** What was written to a matter after a version somebody saw. Not by whom: that is the matter's page to tell or to keep. */
export interface Change {
  readonly version: number
  readonly kind: string
  readonly recordedAt: string
}

/** The newest changes are what a person needs; more than these few are on the matter's page. */
const SHOWN_CHANGES = 20

export async function listChanges(tx: Tx, matter: string, seenVersion: number): Promise<Change[]> {
  const rows = await tx.query<{ version: number; kind: string; recorded_at: Date }>(
    `select version, kind, recorded_at from kernel.journal
     where matter = $1 and version > $2 order by version desc limit ${SHOWN_CHANGES}`,
    [matter, seenVersion],
  )
  return rows.map(({ recorded_at, ...row }) => ({ ...row, recordedAt: recorded_at.toISOString() }))
}

/** Every step of a matter, the oldest first. Entries that are no steps (a clue joined, a photo added) are left out. */
export async function listSteps(tx: Tx, matter: string): Promise<Step[]> {
  const rows = await tx.query<{ step: Step }>(
    `select payload -> 'step' step from kernel.journal where matter = $1 and payload ? 'step' order by version`,
    [matter],
  )
  return rows.map((row) => row.step)
}
