import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { Fault } from '../errors.ts'
import { ensureRoles, refuseBypass } from './roles.ts'

let database: TestDatabase
let owner: pg.Client
const plain = `plain_${randomBytes(4).toString('hex')}`

before(async () => {
  database = await createTestDatabase()
  owner = new pg.Client(database.ownerUrl)
  await owner.connect()
  await owner.query(`create role ${plain} login password 'plain'`)
})
after(async () => {
  await owner.query(`drop role ${plain}`)
  await owner.end()
  await database.drop()
})

test('the application’s and the sealer’s roles can bypass nothing', async () => {
  await refuseBypass(database.appUrl)
  await refuseBypass(database.sealerUrl)
})

test('a role that owns tables is refused', async () => {
  await assert.rejects(refuseBypass(database.ownerUrl), /owns /)
  const url = new URL(database.ownerUrl)
  url.username = plain
  url.password = 'plain'
  await refuseBypass(url.href)
  await owner.query(`grant ${plain} to current_user; create table public.taken (id int);
    grant create on schema public to ${plain}; alter table public.taken owner to ${plain}`)
  await assert.rejects(refuseBypass(url.href), /owns public\.taken/)
  await owner.query(`drop table public.taken; revoke create on schema public from ${plain}`)
})

test('a user who may not make roles gets all an administrator must run, without the passwords', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'yiwang-roles-'))
  const url = new URL(database.ownerUrl)
  url.username = plain
  url.password = 'plain'
  await assert.rejects(ensureRoles(url.href, folder), (error: unknown) => {
    assert.ok(error instanceof Fault)
    assert.equal(error.code, 'database.roles_needed')
    const role = (name: string) => `alter role ${name} login password 'SCRAM-SHA-256\\$4096:[^']+';`
    assert.match(error.say('en'), new RegExp(`${role('yiwang_app')} ${role('yiwang_sealer')}$`))
    return true
  })
  await rm(folder, { recursive: true })
})
