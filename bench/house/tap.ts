import pg from 'pg'
import { Batch } from '../../server/kernel/database/batch.ts'

/** A statement as it went to PostgreSQL. */
export interface Statement {
  /** Tells connections apart: what belongs to one transaction went over one. */
  readonly connection: number
  /** Sent in one packet with the one in front of it. */
  readonly isBehind: boolean
  readonly text: string
  readonly values: readonly unknown[]
}

/**
 * Writes down every statement the transactions of this process send, so that a peer can be given the same SQL and not a
 * copy that ages. Returns how to stop, which hands over what was heard.
 */
export function tap(): () => Statement[] {
  const heard: Statement[] = []
  const connections = new Map<unknown, number>()
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown
  const listening = function (this: unknown, ...args: unknown[]): unknown {
    const connection = connections.get(this) ?? connections.size
    connections.set(this, connection)
    const [asked] = args
    const statements = asked instanceof Batch ? asked.statements : []
    for (const [index, { text, values }] of statements.entries())
      heard.push({ connection, isBehind: index > 0, text, values })
    return query.apply(this, args)
  }
  Object.assign(pg.Client.prototype, { query: listening })
  return () => {
    Object.assign(pg.Client.prototype, { query })
    return heard
  }
}
