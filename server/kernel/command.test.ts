import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestKernel, personCtx } from '../../test/support/kernel.ts'
import type { Ctx } from './actor.ts'
import { defineCommand } from './command.ts'
import { Fault, kernelErrors } from './errors.ts'
import { newId } from './ids.ts'
import type { Kernel } from './index.ts'

let kernel: Kernel
let another: () => Kernel
let stop: () => Promise<void>

before(async () => {
  ;({ kernel, another, stop } = await createTestKernel())
  kernel.access.register({ 'book.lend': ['librarian'], 'book.view': ['librarian', 'reader'] })
})
after(() => stop())

interface Lend {
  book: string
  divisionKey: string
  reader?: string
}

const lend = defineCommand<Lend, { book: string; version: number | null }>({
  name: 'book.lend',
  permission: 'book.lend',
  matter: ({ book }) => `book:${book}`,
  triesKnown: true,
  rule: async (tx, { book, divisionKey, reader }) => {
    tx.require('book.lend', divisionKey)
    const { version } = await tx.record({
      kind: 'book.lent',
      matter: `book:${book}`,
      divisionKey,
      payload: { book },
      ...(reader !== undefined && { personal: { reader } }),
    })
    return { book, version }
  },
})

const silent = defineCommand<{ book: string }, null>({
  name: 'book.forget',
  permission: 'book.lend',
  rule: async () => null,
})

const librarian = (divisionKey: string, role = 'librarian'): Ctx => personCtx(kernel, role, divisionKey)

const fails = (code: string) => (error: unknown) => error instanceof Fault && error.code === code

test('a command is answered once: the same key gets the same answer, another content or person does not', async () => {
  const id = newId()
  const input = { book: 'once', divisionKey: 'aaa' }
  const first = await kernel.run(lend, librarian('aaa'), id, input)
  assert.deepEqual(await kernel.run(lend, librarian('aaa'), id, input), first)
  assert.deepEqual(first, { book: 'once', version: 1 })
  await assert.rejects(
    kernel.run(lend, librarian('aaa'), id, { ...input, book: 'other' }),
    fails('kernel.command_id_reused'),
  )
})

test('copies of a command racing each other write once', async () => {
  const id = newId()
  const input = { book: 'raced', divisionKey: 'aaa' }
  const answers = await Promise.all(Array.from({ length: 8 }, () => kernel.run(lend, librarian('aaa'), id, input)))
  assert.deepEqual(new Set(answers.map((answer) => answer.version)), new Set([1]))
  const { count } = await kernel.pool.whole((tx) =>
    tx.one<{ count: number }>(`select count(*) from kernel.journal where matter = 'book:raced'`),
  )
  assert.equal(count, 1)
})

test('what another process wrote meanwhile counts, not what this one knew of the matter', async () => {
  const other = another()
  other.access.register({ 'book.lend': ['librarian'] })
  try {
    const lendBy = (by: Kernel) => by.run(lend, librarian('aaa'), newId(), { book: 'shared', divisionKey: 'aaa' })
    const versions: (number | null)[] = []
    for (const by of [kernel, kernel, other, other, kernel, other]) versions.push((await lendBy(by)).version)
    assert.deepEqual(versions, [1, 2, 3, 4, 5, 6])
    const both = await Promise.all(Array.from({ length: 12 }, (_, at) => lendBy(at % 2 === 0 ? kernel : other)))
    assert.deepEqual(
      both.map(({ version }) => version).sort((a, b) => Number(a) - Number(b)),
      Array.from({ length: 12 }, (_, at) => at + 7),
    )
  } finally {
    await other.stop()
  }
})

test('a command sent again is answered as before, whatever this process knows of the matter by then', async () => {
  const id = newId()
  const input = { book: 'again', divisionKey: 'aaa' }
  for (const _ of [1, 2]) await kernel.run(lend, librarian('aaa'), newId(), input)
  const first = await kernel.run(lend, librarian('aaa'), id, input)
  await kernel.run(lend, librarian('aaa'), newId(), input)
  assert.deepEqual(await kernel.run(lend, librarian('aaa'), id, input), first)
  assert.equal((await kernel.run(lend, librarian('aaa'), newId(), input)).version, 5)
})

test('a matter this process knows is as little there for those elsewhere as one it does not', async () => {
  const look = defineCommand<{ book: string }, null>({
    name: 'book.look',
    permission: 'book.lend',
    matter: ({ book }) => `book:${book}`,
    triesKnown: true,
    rule: async (tx) => {
      const row = tx.matter
      if (row === null) throw kernelErrors.not_found()
      await tx.record({ kind: 'book.seen', matter: row.id, divisionKey: 'aab', payload: {} })
      return null
    },
  })
  await kernel.run(lend, librarian('aaa'), newId(), { book: 'elsewhere', divisionKey: 'aaa' })
  await assert.rejects(kernel.run(look, librarian('aab'), newId(), { book: 'elsewhere' }), fails('kernel.not_found'))
  const { version } = await kernel.run(lend, librarian('aaa'), newId(), { book: 'elsewhere', divisionKey: 'aaa' })
  assert.equal(version, 2)
})

test('entries of a matter are chained: each names the digest before it', async () => {
  for (const _ of [1, 2, 3]) await kernel.run(lend, librarian('aaa'), newId(), { book: 'chain', divisionKey: 'aaa' })
  const rows = await kernel.pool.whole((tx) =>
    tx.query<{ version: number; prior: Buffer | null; digest: Buffer }>(
      `select version, prior, digest from kernel.journal where matter = 'book:chain' order by version`,
    ),
  )
  assert.deepEqual(
    rows.map((row) => row.version),
    [1, 2, 3],
  )
  assert.equal(rows[0]?.prior, null)
  assert.deepEqual(rows[1]?.prior, rows[0]?.digest)
  assert.deepEqual(rows[2]?.prior, rows[1]?.digest)
})

test('what one may not do is refused, and elsewhere is as if it were not there', async () => {
  const input = { book: 'refused', divisionKey: 'aaa' }
  await assert.rejects(kernel.run(lend, librarian('aaa', 'reader'), newId(), input), fails('kernel.not_permitted'))
  await assert.rejects(kernel.run(lend, librarian('aab'), newId(), input), fails('kernel.not_found'))
})

test('the row policies hold beneath a rule that forgets to ask', async () => {
  const careless = defineCommand<Lend, null>({
    name: 'book.careless',
    permission: 'book.lend',
    rule: async (tx, { book, divisionKey }) => {
      await tx.record({ kind: 'book.lent', matter: `book:${book}`, divisionKey, payload: {} })
      return null
    },
  })
  await assert.rejects(
    kernel.run(careless, librarian('aab'), newId(), { book: 'careless', divisionKey: 'aaa' }),
    /row-level security/,
  )
})

test('a write that leaves no trace is a bug', async () => {
  await assert.rejects(kernel.run(silent, librarian('aaa'), newId(), { book: 'x' }), /wrote no journal entry/)
})

test('personal fields stand apart: the entry holds only their digest', async () => {
  await kernel.run(lend, librarian('aaa'), newId(), { book: 'private', divisionKey: 'aaa', reader: 'Wang' })
  const row = await kernel.pool.whole((tx) =>
    tx.one<{ payload: unknown; data: unknown }>(
      `select j.payload, p.data from kernel.journal j join kernel.personal p on p.digest = j.personal_digest
        where j.matter = 'book:private'`,
    ),
  )
  assert.deepEqual(row, { payload: { book: 'private' }, data: { reader: 'Wang' } })
})

test('a transaction without a scope sees nothing and says nothing', async () => {
  const rows = await kernel.pool.read([], (tx) => tx.query('select * from kernel.matter'))
  assert.deepEqual(rows, [])
})
