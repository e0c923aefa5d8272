import pg from 'pg'
import { everywhere, type KeyRange } from '../access.ts'
import { kernelErrors } from '../errors.ts'
import { gatheringSocket } from './socket.ts'
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
   * A write whose answer nobody needs: it travels with the statements behind it. If it fails, so does the next statement
   * that is waited for, at the latest the commit, with its error.
   */
  send(text: string, values?: readonly unknown[]): void
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

/** What was sent, in order: fails with the first that failed. */
async function inOrder(before: Promise<void>, last: Promise<unknown>): Promise<void> {
  // Behind a failure everything fails, and is not waited for.
  last.catch(() => {})
  await before
  await last
}

export const txOn = (client: pg.PoolClient): Tx => openTx(client).tx

function openTx(client: pg.PoolClient) {
  let sent = Promise.resolve()
  const submit = (text: string, values: readonly unknown[]): Promise<pg.QueryResult> => {
    const name = nameOf(text)
    return client.query({ text, values: [...values], ...(name !== undefined && { name }) })
  }
  /** Behind what was sent; a connection that copies takes one statement at a time. */
  const follow = (text: string, values: readonly unknown[]): Promise<pg.QueryResult> =>
    client.pipeline ? submit(text, values) : sent.then(() => submit(text, values))

  const send = (text: string, values: readonly unknown[] = []): void => {
    sent = inOrder(sent, follow(text, values))
    sent.catch(() => {})
  }
  const query = async <T>(text: string, values: readonly unknown[] = []): Promise<T[]> => {
    const result = follow(text, values)
    await inOrder(sent, result)
    return (await result).rows as T[]
  }
  const maybe = async <T>(text: string, values?: readonly unknown[]) => (await query<T>(text, values))[0]
  const tx: Tx = {
    client,
    query,
    send,
    maybe,
    async one<T>(text: string, values?: readonly unknown[]) {
      const row = await maybe<T>(text, values)
      if (row === undefined) throw new Error(`expected a row from: ${text.slice(0, 200)}`)
      return row
    },
    ...tablesOn(query),
  }
  /** Undoes what was done and sent; fails when the connection is lost. */
  const rollBack = async (): Promise<void> => {
    if (!client.pipeline) await sent.catch(() => {})
    await client.query('rollback')
  }
  return { tx, rollBack }
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
  /** Transactions use COPY, which cannot share the connection with statements sent ahead. */
  copies?: boolean
}

/** Connections that live for ever with their holders: the listener, the writer of readings. */
const HELD = 8

function openConnections(url: string, { max, applicationName, copies = false }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: applicationName,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    ...(!copies && { pipeline: true, stream: gatheringSocket }),
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
  const held = openConnections(url, { ...options, max: HELD, copies: true })

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
    const { tx, rollBack } = openTx(client)
    let broken: Error | undefined
    try {
      tx.send(begin)
      const result = await work(tx)
      await tx.query('commit')
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
