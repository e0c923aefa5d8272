import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { after, afterEach, beforeEach, test } from 'node:test'
import pg from 'pg'
import { type Library, libraryCtx, noteBook, openLibrary } from '../../../../test/support/library.ts'
import { everywhere } from '../../access.ts'
import { newId } from '../../ids.ts'
import { headsFile, readHeads } from './heads.ts'
import { listSeals } from './queries.ts'

let library: Library
const libraries: Library[] = []

beforeEach(async () => {
  library = await openLibrary()
  libraries.push(library)
})
afterEach(async () => {
  await libraries.pop()?.close()
})
after(() => assert.equal(libraries.length, 0))

const ordinals = () =>
  library.kernel.pool.read([everywhere], (tx) =>
    tx.query<{ ordinal: number; seq: number }>('select ordinal, seq from kernel.ordinal order by ordinal'),
  )
const seqs = async () =>
  (
    await library.kernel.pool.read([everywhere], (tx) =>
      tx.query<{ seq: number }>('select seq from kernel.journal order by seq'),
    )
  ).map(({ seq }) => seq)
const seals = (kernel = library.kernel) => kernel.pool.read([everywhere], (tx) => listSeals(tx, 0, 1000))

test('every entry gets one ordinal, without gaps, under chained seals', async () => {
  await library.kernel.start()
  for (const text of ['a', 'b', 'c']) await library.note('1', text)
  await library.kernel.settled()
  await library.note('1', 'd')
  await library.kernel.settled()
  assert.deepEqual(
    (await ordinals()).map(({ ordinal }) => ordinal),
    [1, 2, 3, 4],
  )
  const [first, ...rest] = await seals()
  let prior = first
  for (const seal of rest) {
    assert.deepEqual(seal.prior, prior?.digest)
    assert.equal(seal.firstOrdinal, (prior?.firstOrdinal ?? 0) + (prior?.entryCount ?? 0))
    prior = seal
  }
})

test('8 writers, some rolling back, one transaction open for long: nothing lost, nothing twice, nobody waits', async () => {
  await library.kernel.start()
  await library.note('first', 'the era has begun')
  await library.kernel.settled()
  const slow = Promise.withResolvers<void>()
  const opened = Promise.withResolvers<void>()
  const long = library.note('slow', 'long', {
    before: async () => {
      opened.resolve()
      await slow.promise
    },
  })
  try {
    await opened.promise
    const writers = Array.from({ length: 8 }, (_, writer) => writeMany(writer))
    // They all finish while the long transaction is open: the sealer makes nobody wait.
    const kept = (await Promise.all(writers)).reduce((sum, count) => sum + count, 0)
    assert.equal((await ordinals()).length, 1, 'an older transaction is open: nothing may be sealed past it')
    assert.equal((await seqs()).length, kept + 1)
  } finally {
    slow.resolve()
    await long
  }
  await library.kernel.settled()
  const given = await ordinals()
  assert.deepEqual(
    given.map(({ ordinal }) => ordinal),
    given.map((_, at) => at + 1),
  )
  assert.deepEqual(
    given.map(({ seq }) => seq).toSorted((a, b) => a - b),
    await seqs(),
  )
})

/** Writes 57 notes into 12 hot books and breaks off 3 more; returns how many were kept. */
async function writeMany(writer: number): Promise<number> {
  let kept = 0
  for (let n = 0; n < 60; n += 1) {
    const fails = n % 20 === 7
    const before = async () => {
      if (fails) throw new Error('rolled back')
    }
    const written = library.note(`book ${(writer + n) % 12}`, `${writer}/${n}`, { before })
    if (fails) await assert.rejects(written, /rolled back/)
    else await written.then(() => (kept += 1))
  }
  return kept
}

test('two processes seal by turns', async () => {
  const other = library.another()
  await Promise.all([library.kernel.start(), other.start()])
  await Promise.all(Array.from({ length: 60 }, (_, n) => library.note(`b${n % 5}`, String(n))))
  await library.kernel.settled()
  await other.settled()
  assert.equal((await ordinals()).length, 60)
  assert.equal(other.bus.followers().length, 0)
})

test('a head that could not be written when the process died is written by the next one', async () => {
  await library.kernel.start()
  await library.note('1', 'a')
  await library.kernel.settled()
  const file = headsFile(library.folder)
  const { heads } = await readHeads(file)
  assert.equal(heads.length, 1)

  // The line was cut off in the middle of the write.
  await writeFile(file, JSON.stringify(heads[0]).slice(0, 40))
  const next = library.another()
  await next.start()
  await next.settled()
  assert.deepEqual(await readHeads(file), { heads, broken: 0 })
})

test('a store loaded into another cluster begins a new era and seals what was left over', async () => {
  await library.kernel.start()
  await library.note('1', 'sealed before')
  await library.kernel.settled()
  await library.kernel.stop()
  const next = library.another()
  await asOwner(async (owner) => {
    // As after a load: ids of the other cluster's transactions, one that ours will reach soon and one it never will.
    const load = (xid: string) =>
      owner.query(
        `insert into kernel.journal (xid, command_id, kind, actor, division_key, payload, digest, recorded_at)
         values (${xid}, gen_random_uuid(), 'book.noted', 'x', '', '{}', sha256(gen_random_uuid()::text::bytea), now())`,
      )
    await load(`(pg_current_xact_id()::text::bigint + 20)::text::xid8`)
    await load(`xid8 '99999999999'`)
    await owner.query(`insert into kernel.store values ('store.restored', '{"id": "r1"}')`)
  })
  await next.start()
  await next.settled()
  for (let n = 0; n < 40; n += 1) await next.run(noteBook, libraryCtx, newId(), { book: '1', text: String(n) })
  await next.settled()
  const found = await seals(next)
  assert.deepEqual(
    found.slice(0, 2).map((seal) => ({ count: seal.entryCount, restored: seal.era.endsWith('+r1') })),
    [
      { count: 1, restored: false },
      { count: 2, restored: true },
    ],
  )
  assert.equal(
    found.reduce((sum, seal) => sum + seal.entryCount, 0),
    43,
  )
})

async function asOwner(work: (owner: pg.Client) => Promise<void>): Promise<void> {
  const owner = new pg.Client(library.database.ownerUrl)
  await owner.connect()
  try {
    await work(owner)
  } finally {
    await owner.end()
  }
}
