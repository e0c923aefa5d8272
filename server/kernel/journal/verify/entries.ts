import type { Tx } from '../../database/pool.ts'
import { type EntryFacts, entryDigest, personalDigest } from '../digest.ts'
import type { Findings } from './findings.ts'

/** A row of the journal with its place in the order and its personal data, as far as each is there. */
export interface EntryRow {
  ordinal: number | null
  seq: number | null
  command_id: string
  matter: string | null
  version: number | null
  prior: Buffer | null
  kind: string
  actor: string
  division_key: string
  why: string | null
  payload: unknown
  personal_digest: Buffer | null
  digest: Buffer
  recorded_at: Date
  salt: Buffer | null
  data: unknown
}

const COLUMNS = `o.ordinal, j.seq, j.command_id, j.matter, j.version, j.prior, j.kind, j.actor, j.division_key, j.why,
  j.payload, j.personal_digest, j.digest, j.recorded_at, p.salt, p.data`

const SEALED = `select ${COLUMNS} from kernel.ordinal o left join kernel.journal j on j.seq = o.seq
  left join kernel.personal p on p.digest = j.personal_digest order by o.ordinal`

const UNSEALED = `select ${COLUMNS} from kernel.journal j left join kernel.ordinal o on o.seq = j.seq
  left join kernel.personal p on p.digest = j.personal_digest where o.seq is null order by j.seq`

const PAGE = 1000

/** Rows of a query page by page over a cursor, so that a journal of any length fits in memory. */
async function* stream(tx: Tx, name: string, text: string): AsyncGenerator<EntryRow> {
  // Without this the planner may favour a plan that is quick for the first rows only.
  await tx.query('set local cursor_tuple_fraction = 1')
  await tx.query(`declare ${name} no scroll cursor for ${text}`)
  for (;;) {
    const page = await tx.query<EntryRow>(`fetch ${PAGE} from ${name}`)
    yield* page
    if (page.length < PAGE) break
  }
  await tx.query(`close ${name}`)
}

/** Every ordinal in order with the entry it stands for, if that is still there. */
export const sealedRows = (tx: Tx): AsyncGenerator<EntryRow> => stream(tx, 'sealed', SEALED)

/** Entries that have no ordinal yet. */
export const unsealedRows = (tx: Tx): AsyncGenerator<EntryRow> => stream(tx, 'unsealed', UNSEALED)

/** What a row says, as it is digested. */
export const factsOf = (row: EntryRow): EntryFacts => ({
  commandId: row.command_id,
  matter: row.matter,
  version: row.version,
  prior: row.prior,
  kind: row.kind,
  actor: row.actor,
  divisionKey: row.division_key,
  why: row.why,
  payload: row.payload,
  personalDigest: row.personal_digest,
  recordedAt: row.recorded_at,
})

export type EntryCheck = ReturnType<typeof createEntryCheck>

/** Checks entries one by one: each against its digest, personal data against theirs, erasures against what is gone. */
export function createEntryCheck(findings: Findings) {
  const gone = new Map<string, number>()
  const erased = new Set<string>()

  function checkPersonal(row: EntryRow, ordinal: number): void {
    if (row.personal_digest === null) return
    if (row.salt === null) gone.set(row.personal_digest.toString('hex'), ordinal)
    else if (!personalDigest(row.salt, row.data).equals(row.personal_digest)) {
      findings.add('personal_changed', { ordinal })
    }
  }

  return {
    check(row: EntryRow, ordinal: number): void {
      if (!entryDigest(factsOf(row)).equals(row.digest)) {
        findings.add('entry_changed', { ordinal, kind: row.kind, matter: row.matter ?? '-', seq: row.seq ?? 0 })
      }
      checkPersonal(row, ordinal)
      if (row.kind === 'personal.erased') {
        const { digests } = row.payload as { digests?: unknown }
        if (Array.isArray(digests)) for (const digest of digests) erased.add(String(digest))
      }
    },
    /** To be called after the last entry: an erasure comes after what it erases. */
    finish(): { erased: number } {
      for (const [digest, ordinal] of gone) if (!erased.has(digest)) findings.add('personal_missing', { ordinal })
      return { erased: [...gone.keys()].filter((digest) => erased.has(digest)).length }
    },
  }
}
