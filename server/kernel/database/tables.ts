import {
  type CompiledQuery,
  type DatabaseConnection,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type { DB } from '../../../db/types.ts'

/** The tables of one schema: what a module's builder can name; another module's table is a type error. */
export type TablesOf<S extends string> = { [K in keyof DB as K extends `${S}.${string}` ? K : never]: DB[K] }

export interface Tables {
  /** A query builder that sees only one schema: `tx.tables<'cases'>()`. */
  tables<S extends string>(): Kysely<TablesOf<S>>
}

type Query = (text: string, values?: readonly unknown[]) => Promise<unknown[]>

class OneConnectionDriver extends DummyDriver {
  readonly #connection: DatabaseConnection
  constructor(query: Query) {
    super()
    this.#connection = {
      async executeQuery<R>(compiled: CompiledQuery) {
        return { rows: (await query(compiled.sql, compiled.parameters)) as R[] }
      },
      // biome-ignore lint/correctness/useYield: streaming is not offered on a transaction's own connection
      async *streamQuery() {
        throw new Error('streamQuery is not available here')
      },
    }
  }
  override async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }
}

/** A builder over the transaction's own connection, made when first asked for. */
export function tablesOn(query: Query): Tables {
  let builder: Kysely<DB> | undefined
  return {
    tables<S extends string>() {
      builder ??= new Kysely<DB>({
        dialect: {
          createAdapter: () => new PostgresAdapter(),
          createDriver: () => new OneConnectionDriver(query),
          createIntrospector: (db) => new PostgresIntrospector(db),
          createQueryCompiler: () => new PostgresQueryCompiler(),
        },
      })
      return builder as unknown as Kysely<TablesOf<S>>
    },
  }
}
