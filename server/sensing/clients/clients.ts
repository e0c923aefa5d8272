import type { Kernel } from '../../kernel/index.ts'
import type { Source } from '../intake/batch.ts'
import type { Registry } from '../registry/registry.ts'
import { createFlush } from './flush.ts'
import {
  deleteSessions,
  type KeptSession,
  listSaid,
  listSessions,
  type SaidRow,
  saveSaid,
  saveSessions,
} from './queries.ts'

const STATUS_MAX = 200

export type Clients = ReturnType<typeof createClients>

/** What is remembered of clients between their connections: sessions, and what things say of themselves. */
export function createClients({ pool, clock }: Kernel, registry: Registry) {
  const said = new Map<string, SaidRow>()
  const saying = createFlush<string, SaidRow>((rows) => pool.whole((tx) => saveSaid(tx, [...rows.values()])))
  const keeping = createFlush<string, { key: { deviceId: string; clientId: string }; session: KeptSession | null }>(
    (changed) =>
      pool.whole(async (tx) => {
        const all = [...changed.values()]
        const kept = all.flatMap(({ session }) => (session === null ? [] : [session]))
        const ended = all.flatMap(({ key, session }) => (session === null ? [key] : []))
        if (kept.length > 0) await saveSessions(tx, kept)
        if (ended.length > 0) await deleteSessions(tx, ended)
      }),
  )

  return {
    listSessions: (): Promise<KeptSession[]> => pool.whole((tx) => listSessions(tx)),
    /** Notes what a session has become, or that it ended; `kept` resolves when that is on disk. */
    note(deviceId: string, clientId: string, session: KeptSession | null): void {
      keeping.note(`${deviceId} ${clientId}`, { key: { deviceId, clientId }, session })
    },
    kept: keeping.flush,
    /** Reads what things said before the start. */
    async restore(): Promise<void> {
      for (const row of await pool.whole((tx) => listSaid(tx))) said.set(row.thingId, row)
    },
    /** Notes what a thing says of itself; gives what waits for the disk, or undefined for what it may not say. */
    say(source: Source, thingCode: string, status: string, isWill: boolean): Promise<void> | undefined {
      const thing = registry.findByCode(thingCode)
      const text = status.trim()
      if (thing === undefined || !source.may(thing) || text === '' || text.length > STATUS_MAX) return undefined
      const row = { thingId: thing.id, status: text, at: clock.now(), isWill }
      said.set(thing.id, row)
      saying.note(thing.id, row)
      return saying.flush()
    },
    saidOf: (thingId: string): SaidRow | undefined => said.get(thingId),
    /** What things said of themselves: one thing, or all that a source may see. */
    *speakers(source: Source, thingCode: string | undefined): Generator<{ thing: string; status: string }> {
      const ids = thingCode === undefined ? said.keys() : [registry.findByCode(thingCode)?.id ?? '']
      for (const id of ids) {
        const thing = registry.findById(id)
        const row = said.get(id)
        if (thing !== undefined && row !== undefined && source.may(thing))
          yield { thing: thing.code, status: row.status }
      }
    },
  }
}
