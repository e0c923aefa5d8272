import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api'

export interface EngineOptions {
  /** Where it puts aside what does not fit into its memory. */
  readonly tempFolder: string
  readonly threads: number
  readonly memoryMb: number
  /** Statements at a time; others wait. */
  readonly lanes?: number
}

type Value = number | string | null
export type EngineRow = readonly Value[]

/** Some columns of rows to be put into a table, each as numbers. */
export interface Columns {
  readonly count: number
  readonly columns: readonly (Int32Array | Float64Array)[]
}

export type Engine = Awaited<ReturnType<typeof openEngine>>

/** Rows put into a table at a time; DuckDB's own vector size. */
export const CHUNK_ROWS = 2048

/** Columns of room for the largest chunk. */
export const columnsOf = (kinds: readonly ('integer' | 'double')[]): (Int32Array | Float64Array)[] =>
  kinds.map((kind) => (kind === 'integer' ? new Int32Array(CHUNK_ROWS) : new Float64Array(CHUNK_ROWS)))

/**
 * DuckDB within bounds of memory and threads, for column files. Nothing is fetched at run time: what it needs for Parquet
 * is linked in. Its library is loaded with the first engine, since a place without kept readings does without.
 */
export async function openEngine({ tempFolder, threads, memoryMb, lanes = 1 }: EngineOptions) {
  const duckdb = await import('@duckdb/node-api')
  const instance: DuckDBInstance = await duckdb.DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: `${memoryMb}MB`,
    temp_directory: tempFolder,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const idle: DuckDBConnection[] = await Promise.all(Array.from({ length: lanes }, () => instance.connect()))
  for (const lane of idle) await lane.run('set parquet_metadata_cache = true')
  const waiting: ((lane: DuckDBConnection) => void)[] = []

  const take = async (): Promise<DuckDBConnection> =>
    idle.pop() ?? new Promise<DuckDBConnection>((resolve) => waiting.push(resolve))

  function giveBack(lane: DuckDBConnection): void {
    const next = waiting.shift()
    if (next === undefined) idle.push(lane)
    else next(lane)
  }

  async function onLane<T>(work: (lane: DuckDBConnection) => Promise<T>): Promise<T> {
    const lane = await take()
    try {
      return await work(lane)
    } finally {
      giveBack(lane)
    }
  }

  async function* chunks(sql: string): AsyncGenerator<readonly EngineRow[]> {
    const lane = await take()
    try {
      const result = await lane.stream(sql)
      for (;;) {
        const chunk = await result.fetchChunk()
        if (chunk === null || chunk.rowCount === 0) return
        yield chunk.getRows() as unknown as EngineRow[]
      }
    } finally {
      giveBack(lane)
    }
  }

  return {
    run: (sql: string): Promise<void> =>
      onLane(async (lane) => {
        await lane.run(sql)
      }),
    /** Rows of numbers and texts; a query casts what is wider than a double holds. */
    rows: (sql: string): Promise<readonly EngineRow[]> =>
      onLane(async (lane) => (await lane.runAndReadAll(sql)).getRows() as unknown as EngineRow[]),
    /** The rows of a query in order, a chunk at a time, as fast as they are taken. */
    chunks,
    /** Puts rows into a table as they come. */
    append: (table: string, source: AsyncIterable<Columns>): Promise<void> =>
      onLane(async (lane) => {
        const appender = await lane.createAppender(table)
        const types = Array.from({ length: appender.columnCount }, (_, i) => appender.columnType(i))
        for await (const { count, columns } of source) {
          const chunk: DuckDBDataChunk = duckdb.DuckDBDataChunk.create(types, count)
          columns.forEach((column, i) => {
            const vector = chunk.getColumnVector(i) as unknown as { setItem(at: number, value: number): void }
            for (let at = 0; at < count; at += 1) vector.setItem(at, column[at] as number)
            chunk.getColumnVector(i).flush()
          })
          appender.appendDataChunk(chunk)
        }
        appender.closeSync()
      }),
    close(): void {
      for (const lane of idle) lane.closeSync()
      instance.closeSync()
    },
  }
}

/** A text as SQL writes it. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
