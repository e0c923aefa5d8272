import pg from 'pg'

/** A statement as it went to PostgreSQL. */
export interface Statement {
  /** Tells connections apart: what belongs to one transaction went over one. */
  readonly connection: number
  /** Sent before the one in front of it was answered. */
  readonly isBehind: boolean
  readonly text: string
  readonly values: readonly unknown[]
}

/**
 * Writes down every statement this process sends, so that a peer can be given the same SQL and not a copy that ages.
 * Returns how to stop, which hands over what was heard.
 */
export function tap(): () => Statement[] {
  const heard: Statement[] = []
  const connections = new Map<unknown, number>()
  const unanswered = new Map<unknown, number>()
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown
  const listening = function (this: unknown, ...args: unknown[]): unknown {
    const connection = connections.get(this) ?? connections.size
    connections.set(this, connection)
    const [asked, given] = args
    const { text, values } = typeof asked === 'string' ? { text: asked, values: given } : (asked as pg.QueryConfig)
    const waiting = unanswered.get(this) ?? 0
    heard.push({ connection, isBehind: waiting > 0, text, values: Array.isArray(values) ? values : [] })
    unanswered.set(this, waiting + 1)
    const answer = query.apply(this, args)
    const answered = () => unanswered.set(this, (unanswered.get(this) ?? 1) - 1)
    if (answer instanceof Promise) answer.then(answered, answered)
    return answer
  }
  Object.assign(pg.Client.prototype, { query: listening })
  return () => {
    Object.assign(pg.Client.prototype, { query })
    return heard
  }
}
