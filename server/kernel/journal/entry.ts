import { randomBytes } from 'node:crypto'
import type { Tx } from '../database/pool.ts'
import { entryDigest, personalDigest } from './digest.ts'

/** The volatile row of a matter, as a rule sees it. */
export interface MatterRow {
  readonly id: string
  readonly kind: string
  readonly divisionKey: string
  readonly version: number
  readonly digest: Buffer
  readonly flow: string | null
  readonly flowVersion: number | null
  readonly state: string | null
  readonly done: boolean
  readonly holderUnit: string | null
  readonly claimedBy: string | null
  readonly dueAt: Date | null
  readonly lightAt: Date | null
  readonly memory: unknown
  readonly openedAt: Date
  readonly changedAt: Date
}

/** What a step changes in the matter's row; absent means unchanged. */
export type MatterChange = Partial<
  Pick<
    MatterRow,
    | 'flow'
    | 'flowVersion'
    | 'state'
    | 'done'
    | 'holderUnit'
    | 'claimedBy'
    | 'dueAt'
    | 'lightAt'
    | 'memory'
    | 'divisionKey'
  >
>

/** What a rule writes down. `payload` holds no personal data: that goes to `personal`, which can be erased. */
export interface NewEntry {
  /** `<noun>.<past tense>`, declared in the module's `events`. */
  kind: string
  /** `<kind>:<id>` of the matter this belongs to, or null for an entry without a history of its own. */
  matter: string | null
  divisionKey: string
  payload: Readonly<Record<string, unknown>>
  personal?: Readonly<Record<string, unknown>>
  why?: string
  change?: MatterChange
}

interface Stamp {
  commandId: string
  actor: string
  now: Date
}

const MATTER_COLUMNS = `m.id, m.kind, m.division_key, m.version, m.digest, m.flow, m.flow_version, m.state, m.done, m.holder_unit,
  m.claimed_by, m.due_at, m.light_at, m.memory, m.opened_at, m.changed_at`

const LOCK = `select ${MATTER_COLUMNS} from kernel.matter m where m.id = $1 for update`

const SAVE_MATTER = `insert into kernel.matter (id, kind, division_key, version, digest, flow, flow_version, state, done,
    holder_unit, claimed_by, due_at, light_at, memory, opened_at, changed_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`

const CHANGE_MATTER = `update kernel.matter set division_key = $3, version = $4, digest = $5, flow = $6, flow_version = $7,
  state = $8, done = $9, holder_unit = $10, claimed_by = $11, due_at = $12, light_at = $13, memory = $14, changed_at = $16
  where id = $1 and kind = $2 and opened_at = $15`

const WRITE = `insert into kernel.journal (command_id, matter, version, prior, kind, actor, division_key, why, payload,
    personal_digest, digest, recorded_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`

const WRITE_PERSONAL = `insert into kernel.personal (digest, salt, data, recorded_at) values ($1, $2, $3, $4)`

/** Reads a matter out of a row that carries its columns; null when the row has none. */
export function matterOf(row: Record<string, unknown>): MatterRow | null {
  if (row.id === null || row.id === undefined) return null
  return {
    id: row.id as string,
    kind: row.kind as string,
    divisionKey: row.division_key as string,
    version: row.version as number,
    digest: row.digest as Buffer,
    flow: row.flow as string | null,
    flowVersion: row.flow_version as number | null,
    state: row.state as string | null,
    done: row.done as boolean,
    holderUnit: row.holder_unit as string | null,
    claimedBy: row.claimed_by as string | null,
    dueAt: row.due_at as Date | null,
    lightAt: row.light_at as Date | null,
    memory: row.memory,
    openedAt: row.opened_at as Date,
    changedAt: row.changed_at as Date,
  }
}

const kindOf = (matter: string): string => matter.slice(0, matter.indexOf(':'))

/** The pen of one command: chains entries per matter, keeps the matter's row in step. */
export function createRecorder(tx: Tx, stamp: Stamp, locked: MatterRow | null) {
  const known = new Map<string, MatterRow | null>()
  if (locked !== null) known.set(locked.id, locked)
  let entries = 0

  async function current(matter: string): Promise<MatterRow | null> {
    const seen = known.get(matter)
    if (seen !== undefined) return seen
    const row = await tx.maybe<Record<string, unknown>>(LOCK, [matter])
    return row === undefined ? null : matterOf(row)
  }

  async function keepPersonal(data: NewEntry['personal']): Promise<Buffer | null> {
    if (data === undefined) return null
    const salt = randomBytes(16)
    const digest = personalDigest(salt, data)
    await tx.query(WRITE_PERSONAL, [digest, salt, JSON.stringify(data), stamp.now])
    return digest
  }

  async function record(entry: NewEntry): Promise<{ version: number | null }> {
    const before = entry.matter === null ? null : await current(entry.matter)
    const version = entry.matter === null ? null : (before?.version ?? 0) + 1
    const facts = {
      commandId: stamp.commandId,
      matter: entry.matter,
      version,
      prior: before?.digest ?? null,
      kind: entry.kind,
      actor: stamp.actor,
      divisionKey: entry.divisionKey,
      why: entry.why ?? null,
      payload: entry.payload,
      personalDigest: await keepPersonal(entry.personal),
      recordedAt: stamp.now,
    }
    const digest = entryDigest(facts)
    if (entry.matter !== null && version !== null) {
      const after = grown(before, entry, entry.matter, version, digest, stamp.now)
      await save(tx, after, before === null)
      known.set(after.id, after)
    }
    await tx.query(WRITE, [
      facts.commandId,
      facts.matter,
      facts.version,
      facts.prior,
      facts.kind,
      facts.actor,
      facts.divisionKey,
      facts.why,
      JSON.stringify(facts.payload),
      facts.personalDigest,
      digest,
      facts.recordedAt,
    ])
    entries += 1
    return { version }
  }

  const lockedId = locked?.id
  return {
    record,
    count: () => entries,
    matter: () => (lockedId === undefined ? null : (known.get(lockedId) ?? null)),
  }
}

function grown(
  before: MatterRow | null,
  entry: NewEntry,
  id: string,
  version: number,
  digest: Buffer,
  now: Date,
): MatterRow {
  const start: MatterRow = before ?? {
    id,
    kind: kindOf(id),
    divisionKey: entry.divisionKey,
    version,
    digest,
    flow: null,
    flowVersion: null,
    state: null,
    done: false,
    holderUnit: null,
    claimedBy: null,
    dueAt: null,
    lightAt: null,
    memory: null,
    openedAt: now,
    changedAt: now,
  }
  return { ...start, ...entry.change, version, digest, changedAt: now }
}

async function save(tx: Tx, row: MatterRow, isNew: boolean): Promise<void> {
  await tx.query(isNew ? SAVE_MATTER : CHANGE_MATTER, [
    row.id,
    row.kind,
    row.divisionKey,
    row.version,
    row.digest,
    row.flow,
    row.flowVersion,
    row.state,
    row.done,
    row.holderUnit,
    row.claimedBy,
    row.dueAt,
    row.lightAt,
    row.memory === null ? null : JSON.stringify(row.memory),
    row.openedAt,
    row.changedAt,
  ])
}
