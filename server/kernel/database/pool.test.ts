import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { openPool, type Pool, type PoolOptions } from './pool.ts'

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

/** Both kinds of connection: statements sent ahead, and one at a time. */
async function onBoth(work: (pool: Pool) => Promise<void>): Promise<void> {
  for (const copies of [false, true]) {
    const options: PoolOptions = { max: 1, applicationName: 'test', copies }
    const pool = openPool(database.ownerUrl, options)
    await owner.query('truncate note')
    await work(pool).finally(() => pool.close())
  }
}

test('what was sent is seen by the statements behind it, and kept by the commit', () =>
  onBoth(async (pool) => {
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
  onBoth(async (pool) => {
    const failing = pool.transaction(async (tx) => {
      for (const no of [1, 1, 2]) tx.send(NOTE, [no])
    })
    await assert.rejects(failing, { constraint: 'note_pkey' })
    assert.deepEqual(await notes(), [])
  }))

test('the next answer waited for tells of it, and the connection works on', () =>
  onBoth(async (pool) => {
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
  onBoth(async (pool) => {
    const failing = pool.transaction(async (tx) => {
      tx.send(NOTE, [1])
      throw new Error('changed my mind')
    })
    await assert.rejects(failing, /changed my mind/)
    assert.deepEqual(await notes(), [])
  }))
