import pg from 'pg'
import { everywhere, type KeyRange } from '../access.ts'
import { kernelErrors } from '../errors.ts'
import { type Answer, Batch, type Statement } from './batch.ts'
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
  /**
   * A write whose answer nobody needs: it waits for the next statement that is waited for, at the latest the commit, and
   * travels with it in one packet. If it fails, so does that one, with its error.
   */
  send(text: string, values?: readonly unknown[]): void
  /** The connection itself, for COPY; what was sent goes ahead of it. */
  connection(): pg.PoolClient
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

export const txOn = (client: pg.PoolClient): Tx => openTx(client).tx

const ignore = (): void => {}

function openTx(client: pg.PoolClient) {
  let waiting: Statement[] = []
  let flying = 0
  let isBegun = false
  /** The first failure of what was sent when nobody waited for anything behind it. */
  let failed: Error | undefined

  /** Sends what waits in one packet; one at a time, so what comes up meanwhile gathers for the next. */
  function flush(): void {
    if (flying > 0 || waiting.length === 0) return
    const statements = waiting
    waiting = []
    flying += 1
    isBegun = true
    client.query(
      new Batch(statements, (error) => {
        flying -= 1
        if (error !== undefined && statements.every(({ asked }) => asked === null)) failed ??= error
        flush()
      }),
    )
  }

  const add = (text: string, values: readonly unknown[], asked: Statement['asked']): void => {
    waiting.push({ text, values, name: nameOf(text), asked })
  }
  async function ask(text: string, values: readonly unknown[]): Promise<Answer> {
    if (failed !== undefined) throw failed
    const asked = Promise.withResolvers<Answer>()
    add(text, values, asked)
    flush()
    return asked.promise
  }
  const query = async <T>(text: string, values: readonly unknown[] = []): Promise<T[]> =>
    (await ask(text, values)).rows as T[]
  const maybe = async <T>(text: string, values?: readonly unknown[]) => (await query<T>(text, values))[0]
  const tx: Tx = {
    query,
    maybe,
    send: (text, values = []) => add(text, values, null),
    connection() {
      flush()
      return client
    },
    async one<T>(text: string, values?: readonly unknown[]) {
      const row = await maybe<T>(text, values)
      if (row === undefined) throw new Error(`expected a row from: ${text.slice(0, 200)}`)
      return row
    },
    ...tablesOn(query),
  }
  return {
    tx,
    async commit(): Promise<void> {
      const { tag } = await ask('commit', [])
      if (tag !== 'COMMIT') throw new Error(`a statement had failed and was passed over: ${tag}`)
    },
    /** Undoes what was done, leaves out what still waits; fails when the connection is lost. */
    async rollBack(): Promise<void> {
      for (const { asked } of waiting) {
        asked?.promise.catch(ignore)
        asked?.reject(new Error('the transaction was rolled back'))
      }
      waiting = []
      if (isBegun) await client.query('rollback')
    },
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

export interface PoolOptions {
  max: number
  applicationName: string
}

/** Connections that live for ever with their holders: the listener, the writer of readings. */
const HELD = 8

function openConnections(url: string, { max, applicationName }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: applicationName,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
  })
  // An idle connection that breaks (PostgreSQL restarting) is dropped by the pool; the next query gets a fresh one.
  pool.on('error', () => {})
  // One that breaks while it is held between two queries fails the next query; without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** Connections of one database role. */
export function openPool(url: string, options: PoolOptions) {
  const pool = openConnections(url, options)
  const held = openConnections(url, { ...options, max: HELD })

  async function connect(from: pg.Pool): Promise<pg.PoolClient> {
    try {
      return await from.connect()
    } catch (cause) {
      throw kernelErrors.unavailable({}, { cause })
    }
  }

  /** Runs `work` in a transaction; a thrown error rolls back and a broken connection is not reused. */
  async function transaction<T>(work: (tx: Tx) => Promise<T>, begin = 'begin'): Promise<T> {
    const client = await connect(pool)
    const { tx, commit, rollBack } = openTx(client)
    let broken: Error | undefined
    try {
      tx.send(begin)
      const result = await work(tx)
      await commit()
      return result
    } catch (error) {
      await rollBack().catch((cause: Error) => {
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
      if (scope !== null) tx.send(SCOPE, [scope.lo, scope.hi])
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
        tx.send(SCOPE, [everywhere.lo, everywhere.hi])
        return work(tx)
      }),
    /** One connection kept by its holder (LISTEN, COPY), beside those of the transactions; the holder releases it. */
    connect: () => connect(held),
    async close(): Promise<void> {
      await Promise.all([pool.end(), held.end()])
    },
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
