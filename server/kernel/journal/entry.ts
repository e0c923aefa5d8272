import { randomBytes } from 'node:crypto'
import type { Tx } from '../database/pool.ts'
import { type EntryFacts, entryDigest, personalDigest } from './digest.ts'

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
    'flow' | 'flowVersion' | 'state' | 'done' | 'holderUnit' | 'claimedBy' | 'dueAt' | 'lightAt' | 'memory'
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

const ENTRY = `insert into kernel.journal (command_id, matter, version, prior, kind, actor, division_key, why, payload,
    personal_digest, digest, recorded_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`

// The matter's row and its entry are written in one round trip: a step on a case is the most frequent write there is.
const BEGIN_MATTER = `with matter as (
    insert into kernel.matter (id, version, division_key, digest, opened_at, changed_at, kind, flow, flow_version, state, done,
      holder_unit, claimed_by, due_at, light_at, memory)
    values ($2, $3, $7, $11, $12, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22))
  ${ENTRY}`

const CHANGE_MATTER = `with matter as (
    update kernel.matter set version = $3, division_key = $7, digest = $11, changed_at = $12, flow = $14, flow_version = $15,
      state = $16, done = $17, holder_unit = $18, claimed_by = $19, due_at = $20, light_at = $21, memory = $22
    where id = $2 and kind = $13)
  ${ENTRY}`

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
    tx.send(WRITE_PERSONAL, [digest, salt, JSON.stringify(data), stamp.now])
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
    const values = entryValues(facts, digest)
    if (entry.matter === null || version === null) tx.send(ENTRY, values)
    else {
      const after = grown(before, entry, entry.matter, version, digest, stamp.now)
      tx.send(before === null ? BEGIN_MATTER : CHANGE_MATTER, [...values, ...matterValues(after)])
      known.set(after.id, after)
    }
    entries += 1
    return { version }
  }

  const lockedId = locked?.id
  return {
    record,
    count: () => entries,
    /** Every matter this command has come across, as it left it. */
    matters: (): MatterRow[] => [...known.values()].filter((row) => row !== null),
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
  // A matter is where its latest entry says it is.
  return { ...start, ...entry.change, divisionKey: entry.divisionKey, version, digest, changedAt: now }
}

const entryValues = (facts: EntryFacts, digest: Buffer): unknown[] => [
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
]

const matterValues = (row: MatterRow): unknown[] => [
  row.kind,
  row.flow,
  row.flowVersion,
  row.state,
  row.done,
  row.holderUnit,
  row.claimedBy,
  row.dueAt,
  row.lightAt,
  row.memory === null ? null : JSON.stringify(row.memory),
]
