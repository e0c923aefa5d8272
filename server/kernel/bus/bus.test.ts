import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { type Library, libraryCtx, noteBook, openLibrary } from '../../../test/support/library.ts'
import { everywhere } from '../access.ts'
import type { Kernel } from '../index.ts'

let library: Library

beforeEach(async () => {
  library = await openLibrary()
})
afterEach(() => library.close())

const texts = (kernel: Kernel, book: string) =>
  kernel.pool
    .read([everywhere], (tx) =>
      tx.query<{ payload: { text: string } }>('select payload from kernel.journal where matter = $1 order by version', [
        `book:${book}`,
      ]),
    )
    .then((rows) => rows.map((row) => row.payload.text))

/** Copies each note of a book into another one, as a module would answer what another wrote. */
const copyNotes = (kernel: Kernel, seen: string[], stopAfter = Number.POSITIVE_INFINITY) =>
  kernel.bus.follow('test.copy', ['book.noted'], async (entry) => {
    if (entry.matter !== 'book:1') return
    const { text } = entry.payload as { text: string }
    await kernel.run(noteBook, libraryCtx, entry.commandIdFor('copy'), { book: 'copy', text })
    seen.push(text)
    // Dies after its command, before its cursor has moved.
    if (seen.length >= stopAfter) throw Object.assign(new Error('connection lost'), { code: '08006' })
  })

test('a follower handles every entry in order, once in effect, over a restart', async () => {
  const first: string[] = []
  copyNotes(library.kernel, first, 3)
  await library.kernel.start()
  const all = Array.from({ length: 12 }, (_, n) => String(n))
  for (const text of all.slice(0, 6)) await library.note('1', text)
  await assert.rejects(library.kernel.settled(), /connection lost/)
  await library.kernel.stop()

  const second: string[] = []
  const next = library.another()
  copyNotes(next, second)
  await next.start()
  for (const text of all.slice(6)) await library.write(next, '1', text)
  await next.settled()
  assert.deepEqual(await texts(next, 'copy'), all)
  assert.ok(first.length + second.length >= all.length)
})

test('a failing follower is tried again, then the entry is parked in the journal; others go on meanwhile', async () => {
  const { kernel } = library
  let failing = true
  let tries = 0
  const handled: string[] = []
  const others: string[] = []
  kernel.bus.follow('test.fails', ['book.noted'], async ({ payload }) => {
    const text = String(payload.text)
    if (text === 'bad' && failing) {
      tries += 1
      throw new TypeError('cannot read this')
    }
    handled.push(text)
  })
  kernel.bus.follow('test.other', ['book.noted'], async ({ payload }) => void others.push(String(payload.text)))
  await kernel.start()
  for (const text of ['good', 'bad', 'better']) await library.note('1', text)
  await kernel.settled()
  assert.deepEqual([handled, others, tries], [['good', 'better'], ['good', 'bad', 'better'], 3])
  const parked = await kernel.pool.read([everywhere], (tx) =>
    tx.query<{ payload: { ordinal: number } }>(`select payload from kernel.journal where kind = 'follower.parked'`),
  )
  const { ordinal = 0, ...rest } = parked[0]?.payload ?? {}
  assert.deepEqual(rest, {
    follower: 'test.fails',
    entryKind: 'book.noted',
    matter: 'book:1',
    attempts: 3,
    error: 'TypeError',
  })
  await assert.rejects(kernel.bus.retry('test.fails', ordinal), /cannot read/)
  failing = false
  await kernel.bus.retry('test.fails', ordinal)
  assert.deepEqual(handled, ['good', 'better', 'bad'])
})

test('a follower that begins now sees nothing of before; one of other kinds sees nothing at all', async () => {
  const { kernel } = library
  await kernel.start()
  await library.note('1', 'before')
  await kernel.settled()
  const fresh: string[] = []
  const strange: string[] = []
  kernel.bus.follow('test.now', ['book.noted'], async ({ payload }) => void fresh.push(String(payload.text)), {
    from: 'now',
  })
  kernel.bus.follow('test.strange', ['book.burnt'], async ({ kind }) => void strange.push(kind))
  await kernel.settled()
  await library.note('1', 'after')
  await kernel.settled()
  assert.deepEqual([fresh, strange], [['after'], []])
  assert.deepEqual(
    kernel.bus.followers().map(({ lag }) => lag),
    [0, 0],
  )
})

test('another process hears of new entries', async () => {
  const other = library.another()
  const heard = Promise.withResolvers<string>()
  other.bus.follow('test.hears', ['book.noted'], async ({ payload }) => heard.resolve(String(payload.text)))
  await library.kernel.start()
  await other.start()
  await library.note('1', 'hello')
  assert.equal(await heard.promise, 'hello')
})
