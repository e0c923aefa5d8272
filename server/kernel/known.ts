import type { MatterRow } from './journal/entry.ts'

/** Rows kept, of about 2 kB each: the open cases of a district and what was closed last. */
const KEPT_MOST = 5000

interface Kept {
  readonly row: Omit<MatterRow, 'memory'>
  /** As it was written: what is read out of it is nobody else's to change. */
  readonly memory: string | null
}

/**
 * The rows of the matters this process wrote last, so that the next command on one need not wait for it to be read. A row is
 * known by its digest, and PostgreSQL holds it against the locked one before anything is written.
 */
export function createKnownMatters(most = KEPT_MOST) {
  const rows = new Map<string, Kept>()
  return {
    find(id: string): MatterRow | undefined {
      const kept = rows.get(id)
      if (kept === undefined) return undefined
      return { ...kept.row, memory: kept.memory === null ? null : JSON.parse(kept.memory) }
    },
    /** Answers of two commands may be read in either order: the later row stays. */
    keep({ memory, ...row }: MatterRow): void {
      if ((rows.get(row.id)?.row.version ?? 0) > row.version) return
      rows.delete(row.id)
      rows.set(row.id, { row, memory: memory === null ? null : JSON.stringify(memory) })
      if (rows.size <= most) return
      const [oldest] = rows.keys()
      if (oldest !== undefined) rows.delete(oldest)
    },
    forget: (id: string): void => void rows.delete(id),
  }
}
