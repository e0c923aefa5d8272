import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { openPool, type Pool } from './pool.ts'

let database: TestDatabase
let owner: pg.Client
before(async () => {
  database = await createTestDatabase()
  owner = new pg.Client(database.ownerUrl)
  await owner.connect()
  await owner.query('create table public.note (no integer primary key)')
})
after(async () => {
  await owner.end()
  await database.drop()
})

const NOTE = 'insert into note (no) values ($1)'
const notes = async (): Promise<number[]> =>
  (await owner.query<{ no: number }>('select no from note order by no')).rows.map((row) => row.no)

/** One connection, so that what a failure leaves behind on it is met by the next transaction. */
async function onOne(work: (pool: Pool) => Promise<void>): Promise<void> {
  const pool = openPool(database.ownerUrl, { max: 1, applicationName: 'test' })
  await owner.query('truncate note')
  await work(pool).finally(() => pool.close())
}

test('what was sent is seen by the statements behind it, and kept by the commit', () =>
  onOne(async (pool) => {
    const seen = await pool.transaction(async (tx) => {
      tx.send(NOTE, [1])
      tx.send(NOTE, [2])
      const { count } = await tx.one<{ count: number }>('select count(*) as count from note')
      tx.send(NOTE, [3])
      return count
    })
    assert.equal(seen, 2)
    assert.deepEqual(await notes(), [1, 2, 3])
  }))

test('a failure of what was sent fails the commit with its own error, and nothing is kept', () =>
  onOne(async (pool) => {
    const failing = pool.transaction(async (tx) => {
      for (const no of [1, 1, 2]) tx.send(NOTE, [no])
    })
    await assert.rejects(failing, { constraint: 'note_pkey' })
    assert.deepEqual(await notes(), [])
  }))

test('the next answer waited for tells of it, and the connection works on', () =>
  onOne(async (pool) => {
    const failing = pool.transaction(async (tx) => {
      for (const no of [1, 1]) tx.send(NOTE, [no])
      await tx.query('select 1')
      assert.fail('the failure went unseen')
    })
    await assert.rejects(failing, { constraint: 'note_pkey' })
    await pool.transaction(async (tx) => tx.send(NOTE, [7]))
    assert.deepEqual(await notes(), [7])
  }))

test('a transaction that throws keeps nothing of what it sent', () =>
  onOne(async (pool) => {
    const failing = pool.transaction(async (tx) => {
      tx.send(NOTE, [1])
      throw new Error('changed my mind')
    })
    await assert.rejects(failing, /changed my mind/)
    assert.deepEqual(await notes(), [])
  }))

test('what was asked at once is answered each with its own rows, those asked before it was known to fail too', () =>
  onOne(async (pool) => {
    const [one, , two] = await pool.transaction((tx) =>
      Promise.all([
        tx.query<{ at: Date; list: string[] }>(`select '2026-02-13T09:00:00Z'::timestamptz at, array['a', 'b'] list`),
        tx.query(NOTE, [1]),
        tx.query<{ nothing: null; said: object }>(
          `select null nothing, '{"a":1}'::jsonb said where $1::bytea = '\\x01'`,
          [Buffer.of(1)],
        ),
      ]),
    )
    assert.deepEqual(one, [{ at: new Date('2026-02-13T09:00:00Z'), list: ['a', 'b'] }])
    assert.deepEqual(two, [{ nothing: null, said: { a: 1 } }])
    const answers = await Promise.allSettled([
      pool.transaction((tx) => Promise.all([tx.query(NOTE, [2]), tx.query(NOTE, [1]), tx.query(NOTE, [3])])),
    ])
    assert.equal(answers[0]?.status, 'rejected')
    assert.deepEqual(await notes(), [1])
  }))

test('a statement that failed at its first use is prepared anew, and one whose columns have changed as well', () =>
  onOne(async (pool) => {
    const add = (no: unknown) =>
      pool.transaction(async (tx) => tx.send('insert into note (no) values ($1::integer)', [no]))
    const all = () => pool.transaction((tx) => tx.query('select * from note order by no'))
    await assert.rejects(add('none'), { code: '22P02' })
    await add(1)
    await assert.rejects(add(1), { constraint: 'note_pkey' })
    await add(2)
    assert.equal((await all()).length, 2)
    await owner.query('alter table note add column said text')
    await assert.rejects(all(), { code: '0A000' })
    assert.deepEqual((await all())[0], { no: 1, said: null })
    await owner.query('alter table note drop column said')
  }))

test('a value that cannot be sent fails its transaction and nothing else', () =>
  onOne(async (pool) => {
    const round: { self?: object } = {}
    round.self = round
    await assert.rejects(
      pool.transaction(async (tx) => tx.send('select $1::jsonb', [round])),
      /circular/i,
    )
    await pool.transaction(async (tx) => tx.send(NOTE, [7]))
    assert.deepEqual(await notes(), [7])
  }))

test('a failure that was passed over is no commit', () =>
  onOne(async (pool) => {
    const passing = pool.transaction(async (tx) => {
      tx.send(NOTE, [1])
      await tx.query('select 1 / 0').catch(() => {})
    })
    await assert.rejects(passing, /passed over: ROLLBACK/)
    assert.deepEqual(await notes(), [])
  }))

test('a connection ended under a transaction is said, and the next one gets another', () =>
  onOne(async (pool) => {
    const cut = pool.transaction(async (tx) => {
      const { pid } = await tx.one<{ pid: number }>('select pg_backend_pid() pid')
      await owner.query('select pg_terminate_backend($1)', [pid])
      tx.send(NOTE, [1])
    })
    await assert.rejects(cut, { code: 'kernel.unavailable' })
    await pool.transaction(async (tx) => tx.send(NOTE, [7]))
    assert.deepEqual(await notes(), [7])
  }))
