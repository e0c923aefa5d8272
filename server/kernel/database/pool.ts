import pg from 'pg'
import { everywhere, type KeyRange } from '../access.ts'
import { kernelErrors } from '../errors.ts'
import { type Tables, tablesOn } from './tables.ts'

// Sums and ordinals stay far below 2^53; a date is a day of the place, not an instant of this machine.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

/** One transaction. `query` prepares each distinct text once per connection. */
export interface Tx extends Tables {
  query<T>(text: string, values?: readonly unknown[]): Promise<T[]>
  /** Exactly one row, or a bug. */
  one<T>(text: string, values?: readonly unknown[]): Promise<T>
  maybe<T>(text: string, values?: readonly unknown[]): Promise<T | undefined>
  /** The connection itself, for COPY. */
  readonly client: pg.PoolClient
}

export type Pool = ReturnType<typeof openPool>

const names = new Map<string, string>()

/** A stable statement name per text; beyond the bound (generated texts) statements stay unnamed. */
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined) return known
  if (names.size >= 2000) return undefined
  const name = `q${names.size}`
  names.set(text, name)
  return name
}

export function txOn(client: pg.PoolClient): Tx {
  const query = async <T>(text: string, values: readonly unknown[] = []): Promise<T[]> => {
    const name = nameOf(text)
    const result = await client.query({ text, values: [...values], ...(name !== undefined && { name }) })
    return result.rows as T[]
  }
  const maybe = async <T>(text: string, values?: readonly unknown[]) => (await query<T>(text, values))[0]
  return {
    client,
    query,
    maybe,
    async one<T>(text: string, values?: readonly unknown[]) {
      const row = await maybe<T>(text, values)
      if (row === undefined) throw new Error(`expected a row from: ${text.slice(0, 200)}`)
      return row
    },
    ...tablesOn(query),
  }
}

const SCOPE = `select set_config('yiwang.lo', $1, true), set_config('yiwang.hi', $2, true)`

/** The range that encloses several: the net that row policies hold; exact ranges are the query's own predicate. */
export function enclosing(ranges: readonly KeyRange[]): KeyRange | null {
  const first = ranges[0]
  if (first === undefined) return null
  const lows = ranges.map((range) => range.lo).sort()
  const highs = ranges.map((range) => range.hi).sort()
  return { lo: lows[0] ?? first.lo, hi: highs.at(-1) ?? first.hi }
}

/** Connections of one database role. */
export function openPool(url: string, options: { max: number; applicationName: string }) {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    application_name: options.applicationName,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
  })
  // An idle connection that breaks (PostgreSQL restarting) is dropped by the pool; the next query gets a fresh one.
  pool.on('error', () => {})
  // One that breaks while it is held between two queries fails the next query; without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))

  async function connect(): Promise<pg.PoolClient> {
    try {
      return await pool.connect()
    } catch (cause) {
      throw kernelErrors.unavailable({}, { cause })
    }
  }

  /** Runs `work` in a transaction; a thrown error rolls back and a broken connection is not reused. */
  async function transaction<T>(work: (tx: Tx) => Promise<T>, begin = 'begin'): Promise<T> {
    const client = await connect()
    let broken: Error | undefined
    try {
      await client.query(begin)
      const result = await work(txOn(client))
      await client.query('commit')
      return result
    } catch (error) {
      await client.query('rollback').catch((cause: Error) => {
        broken = cause
      })
      throw isLost(error) ? kernelErrors.unavailable({}, { cause: error }) : error
    } finally {
      client.release(broken)
    }
  }

  const scoped = <T>(ranges: readonly KeyRange[], work: (tx: Tx) => Promise<T>, begin?: string): Promise<T> =>
    transaction(async (tx) => {
      const scope = enclosing(ranges)
      if (scope !== null) await tx.query(SCOPE, [scope.lo, scope.hi])
      return work(tx)
    }, begin)

  return {
    transaction,
    /** A read in the scope of some divisions; no ranges means no rows. */
    read: <T>(ranges: readonly KeyRange[], work: (tx: Tx) => Promise<T>): Promise<T> =>
      scoped(ranges, work, 'begin read only'),
    /** A write in the scope of some divisions that is not a command: what writes so is listed in unjournaled.ts or journals itself. */
    write: <T>(ranges: readonly KeyRange[], work: (tx: Tx) => Promise<T>): Promise<T> => scoped(ranges, work),
    /** A transaction of the program itself over the whole place. */
    whole: <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
      transaction(async (tx) => {
        await tx.query(SCOPE, [everywhere.lo, everywhere.hi])
        return work(tx)
      }),
    /** One connection kept by its holder (LISTEN); the holder releases it. */
    connect,
    close: () => pool.end(),
  }
}

// Class 08 connection, 57P shutdown and crash, 53 out of resources; and node's own socket errors.
const LOST = /^(08|57P|53)/

/** Whether an error means that the database is away for the moment. */
export function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = (error as { code?: unknown }).code
  if (typeof code === 'string') return LOST.test(code) || /^E(CONN|PIPE)/.test(code)
  return /Connection terminated|Client has encountered a connection error/.test(error.message)
}
