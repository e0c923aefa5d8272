import pg from 'pg'

/** What PostgreSQL is asked, and whether its rows are wanted. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
  /** Under which it is prepared, once a connection; without one it is prepared each time. */
  readonly name: string | undefined
  readonly asked: PromiseWithResolvers<Answer> | null
}

export interface Answer {
  readonly rows: unknown[]
  /** What was done, in PostgreSQL's words: `COMMIT`, `INSERT 0 1`. */
  readonly tag: string
}

interface Column {
  readonly name: string
  readonly read: (text: string) => unknown
}

/** What a connection knows of its prepared statements: the columns of their rows, null until they were asked for. */
interface Prepared {
  readonly columnsOf: Map<string, readonly Column[] | null>
  /** Failed, and perhaps not prepared: made anew before they are used again. */
  readonly unsure: Set<string>
}

const prepared = new WeakMap<pg.Connection, Prepared>()

function preparedOn(connection: pg.Connection): Prepared {
  const known = prepared.get(connection)
  if (known !== undefined) return known
  const made: Prepared = { columnsOf: new Map(), unsure: new Set() }
  prepared.set(connection, made)
  return made
}

const { prepareValue } = (pg as unknown as { utils: { prepareValue(value: unknown): string | Buffer | null } }).utils

function encode(value: unknown): string | Buffer | null {
  if (typeof value === 'string') return value
  if (value === null || value === undefined) return null
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return value instanceof Date ? value.toISOString() : prepareValue(value)
}

const columnOf = ({ name, dataTypeID }: pg.FieldDef): Column => ({
  name,
  read: pg.types.getTypeParser(dataTypeID, 'text') as Column['read'],
})

function rowOf(columns: readonly Column[], texts: readonly (string | null)[]): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  for (const [index, { name, read }] of columns.entries()) {
    const text = texts[index]
    row[name] = text === null || text === undefined ? null : read(text)
  }
  return row
}

/**
 * Statements that travel in one packet and are answered in one, closed by one Sync: the first that fails keeps those behind
 * it from being run. node-postgres's own queries each bring a Sync, for which PostgreSQL sends a packet of its own.
 */
export class Batch implements pg.Submittable {
  readonly statements: readonly Statement[]
  #at = 0
  #error: Error | undefined
  #rows: unknown[] = []
  #columns: readonly Column[] | null = null
  #answers: Answer[] = []
  #prepared: Prepared | undefined
  readonly #onDone: (error?: Error) => void

  constructor(statements: readonly Statement[], onDone: (error?: Error) => void) {
    this.statements = statements
    this.#onDone = onDone
  }

  /** Gives back what cannot be sent at all: a value that has no text. */
  submit = (connection: pg.Connection): Error | null => {
    const known = preparedOn(connection)
    this.#prepared = known
    try {
      this.#send(connection, known)
      return null
    } catch (error) {
      return error as Error
    }
  }

  #send(connection: pg.Connection, known: Prepared): void {
    const encoded = this.statements.map(({ values }) => values.map(encode))
    const named = new Set<string>()
    connection.stream.cork()
    for (const [index, { text, name = '', asked }] of this.statements.entries()) {
      if (name === '' || !(known.columnsOf.has(name) || named.has(name))) {
        if (known.unsure.has(name)) connection.close({ type: 'S', name }, true)
        connection.parse({ text, name, types: [] }, true)
        named.add(name)
      }
      connection.bind({ statement: name, values: encoded[index] ?? [] }, true)
      if (asked !== null && !known.columnsOf.get(name)) connection.describe({ type: 'P' }, true)
      connection.execute(null, true)
    }
    connection.sync()
    connection.stream.uncork()
  }

  handleRowDescription({ fields }: { fields: readonly pg.FieldDef[] }): void {
    this.#columns = fields.map(columnOf)
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const { name = '', asked } = this.statements[this.#at] ?? { asked: null }
    if (asked === null) return
    this.#columns ??= this.#prepared?.columnsOf.get(name) ?? []
    this.#rows.push(rowOf(this.#columns, fields))
  }

  handleCommandComplete({ text }: { text: string }): void {
    const { name, asked } = this.statements[this.#at] ?? { name: undefined, asked: null }
    if (name !== undefined && !this.#prepared?.columnsOf.get(name)) {
      this.#prepared?.columnsOf.set(name, asked === null ? null : (this.#columns ?? []))
      this.#prepared?.unsure.delete(name)
    }
    this.#answers.push({ rows: this.#rows, tag: text })
    this.#rows = []
    this.#columns = null
    this.#at += 1
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' })
  }

  handleError(error: Error): void {
    if (this.#error !== undefined) return
    this.#error = error
    const name = this.statements[this.#at]?.name
    if (name !== undefined) {
      this.#prepared?.columnsOf.delete(name)
      this.#prepared?.unsure.add(name)
    }
    for (const { asked } of this.statements) asked?.reject(error)
    this.#onDone(error)
  }

  handleReadyForQuery(): void {
    if (this.#error !== undefined) return
    for (const [index, { asked }] of this.statements.entries())
      asked?.resolve(this.#answers[index] ?? { rows: [], tag: '' })
    this.#onDone()
  }
}
