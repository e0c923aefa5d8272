import { rm } from 'node:fs/promises'
import { type Ctx, systemCtx } from '../../server/kernel/actor.ts'
import { type Clock, systemClock } from '../../server/kernel/clock.ts'
import { type CommandTx, defineCommand } from '../../server/kernel/command.ts'
import { newId } from '../../server/kernel/ids.ts'
import { createKernel, type Kernel } from '../../server/kernel/index.ts'
import { createLog, type Log } from '../../server/kernel/log.ts'
import { makeFolder } from './cluster.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

/** A note in the book of a library, of which the kernel knows nothing. */
export interface Note {
  book: string
  text: string
  divisionKey?: string
  reader?: string
  /** Runs inside the transaction, before it commits: for tests that hold it open or break it. */
  before?: (tx: CommandTx) => Promise<void>
}

export const noteBook = defineCommand<Note, { version: number | null }>({
  name: 'book.note',
  permission: null,
  open: 'a command of the tests',
  matter: ({ book }) => `book:${book}`,
  rule: async (tx, { book, text, divisionKey = 'a00', reader, before }) => {
    const noted = await tx.record({
      kind: 'book.noted',
      matter: `book:${book}`,
      divisionKey,
      payload: { text },
      ...(reader !== undefined && { personal: { reader } }),
    })
    if (before !== undefined) {
      // What was recorded waits for the next answer wanted: the entry is to be there when the test goes on.
      await tx.query('select')
      await before(tx)
    }
    return noted
  },
})

export const libraryCtx: Ctx = systemCtx('library', systemClock)

export interface Library {
  database: TestDatabase
  folder: string
  kernel: Kernel
  note(book: string, text: string, more?: Partial<Note>): Promise<{ version: number | null }>
  /** The same by another process's kernel. */
  write(kernel: Kernel, book: string, text: string, more?: Partial<Note>): Promise<{ version: number | null }>
  /** A second process's kernel on the same store. */
  another(): Kernel
  close(): Promise<void>
}

interface Options {
  clock?: Clock
  log?: Log
}

/** A store with a kernel that seals, not yet started. */
export async function openLibrary(options: Options = {}): Promise<Library> {
  const database = await createTestDatabase()
  const folder = await makeFolder('library')
  const others: Kernel[] = []
  const open = (): Kernel =>
    createKernel({
      ...database,
      dataFolder: folder,
      clock: options.clock ?? systemClock,
      log: options.log ?? createLog('silent'),
      sealGapMs: 5,
      followerAttempts: 3,
    })
  const kernel = open()
  const write: Library['write'] = (by, book, text, more) =>
    by.run(noteBook, libraryCtx, newId(), { book, text, ...more })
  return {
    database,
    folder,
    kernel,
    note: (book, text, more) => write(kernel, book, text, more),
    write,
    another() {
      const other = open()
      others.push(other)
      return other
    },
    async close() {
      for (const each of [...others, kernel]) await each.stop()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
