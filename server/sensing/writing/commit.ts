import type { Clock } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database/pool.ts'
import { newId } from '../../kernel/ids.ts'
import { createRecorder } from '../../kernel/journal/entry.ts'
import type { Alarms } from '../alarms/alarms.ts'
import { answerOf } from '../intake/answer.ts'
import type { Batch } from '../intake/batch.ts'
import type { Quarantine } from '../quotas/quarantine.ts'
import type { Accounts } from './accounts.ts'
import type { Hours } from './hours.ts'
import { copyRows, findKept, insertAnswers, insertSetAside, insertWords } from './queries.ts'

interface CommitDeps {
  clock: Clock
  hours: Hours
  accounts: Accounts
  alarms: Alarms
  quarantine: Quarantine
}

const ACTOR = 'system:sensing'

/**
 * Writes a batch in one transaction: its readings, what was refused, the answers under keys, and the alarms its readings
 * raised, so that no acknowledged reading is without its alarm. `reserved` is the number before those set apart for
 * readings that may be there already. Gives the number of journal entries.
 */
export async function commitBatch(deps: CommitDeps, tx: Tx, batch: Batch, reserved: number): Promise<number> {
  const now = deps.clock.now()
  const record = createRecorder(tx, { commandId: newId(), actor: ACTOR, now }, null)
  await tx.query('begin')
  await deps.hours.open(tx, batch.hours)
  if (batch.words.length > 0) await insertWords(tx, batch.words)
  const lastNo = await addUnsure(tx, batch, reserved)
  if (batch.rows.count() > 0) {
    await copyRows(tx, batch.rows.stream())
    await deps.accounts.add(tx, batch.rows, lastNo, now)
  }
  if (batch.setAside.length > 0) await insertSetAside(tx, batch.setAside, now)
  await deps.quarantine.write(tx, record.record, batch, now)
  const answers = batch.keyed.map(({ key, outcome }) => ({
    key,
    source: outcome.source.id,
    answer: answerOf(outcome),
  }))
  if (answers.length > 0) await insertAnswers(tx, answers, now)
  await deps.alarms.write(tx, record.record, batch.firings)
  if (batch.account && deps.accounts.isDue()) await deps.accounts.write(tx, record.record)
  await tx.query('commit')
  return record.count()
}

/** Adds those of the unsure readings that are not kept yet; gives the last number used. */
async function addUnsure(tx: Tx, batch: Batch, reserved: number): Promise<number> {
  if (batch.unsure.length === 0) return reserved
  const kept = await findKept(tx, batch.unsure)
  let no = reserved
  for (const { series, seq, atMs, value, outcome, index } of batch.unsure) {
    const key = `${series} ${seq} ${atMs}`
    if (kept.has(key)) {
      outcome.duplicates.push(index)
      continue
    }
    kept.add(key)
    no += 1
    batch.rows.add(series, seq, atMs, value, no)
    outcome.recorded += 1
  }
  return no
}
