import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import type { Grant } from '../../server/kernel/actor.ts'
import { defineCommand } from '../../server/kernel/command.ts'
import { refuseBypass } from '../../server/kernel/database/roles.ts'
import { newId } from '../../server/kernel/ids.ts'
import { createTestKernel, personCtx } from '../support/kernel.ts'

// The net beneath access: what PostgreSQL itself lets the application's role see and do.

let at: Awaited<ReturnType<typeof createTestKernel>>
const keyOf = (n: number) => n.toString(36).padStart(3, '0')
const STREETS = 120

const open = defineCommand<{ keys: string[] }, null>({
  name: 'net.open',
  permission: 'net.write',
  rule: async (tx, { keys }) => {
    for (const divisionKey of keys)
      await tx.record({ kind: 'net.opened', matter: `net:${divisionKey}`, divisionKey, payload: {} })
    return null
  },
})

before(async () => {
  at = await createTestKernel()
  at.kernel.access.register({ 'net.write': ['keeper'], 'net.read': ['keeper', 'reader'] })
  const keys = Array.from({ length: STREETS }, (_, n) => keyOf(n))
  await at.kernel.run(open, personCtx(at.kernel, 'keeper', ''), newId(), { keys })
})
after(() => at.stop())

/** One statement as the application's role, without going through the kernel. */
async function asApp<T extends pg.QueryResultRow>(sql: string): Promise<T[]> {
  const client = new pg.Client(at.database.appUrl)
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end()
  }
}

test('an unset scope sees no rows, and that is no error', async () => {
  const tables = await asApp<{ name: string }>(
    `select schemaname || '.' || tablename as name from pg_policies where 'yiwang_app' = any(roles)`,
  )
  assert.ok(tables.length >= 4)
  for (const { name } of tables) assert.deepEqual(await asApp(`select * from ${name} limit 1`), [], name)
})

for (const count of [1, 5, 50])
  test(`${count} grants see exactly their divisions`, async () => {
    // Every second street, so that the ranges do not join.
    const granted = Array.from({ length: count }, (_, n) => keyOf(n * 2 + 1))
    const grants: Grant[] = granted.map((divisionKey) => ({ role: 'reader', divisionKey }))
    const ctx = personCtx(at.kernel, 'reader', '', { grants })
    const seen = await at.kernel.read(ctx, 'net.read', async (tx, ranges) => {
      assert.equal(ranges.length, count)
      return tx.query<{ divisionKey: string }>(
        `select m.division_key as "divisionKey" from kernel.matter m
         where exists (select from unnest($1::text[], $2::text[]) r (lo, hi)
           where m.division_key >= r.lo collate "C" and m.division_key < r.hi collate "C")
         order by 1`,
        [ranges.map((range) => range.lo), ranges.map((range) => range.hi)],
      )
    })
    assert.deepEqual(
      seen.map((row) => row.divisionKey),
      granted,
    )
  })

test('a query that forgets its ranges sees no further than the grants reach', async () => {
  const grants: Grant[] = [4, 8].map((n) => ({ role: 'reader', divisionKey: keyOf(n) }))
  const ctx = personCtx(at.kernel, 'reader', '', { grants })
  const { count } = await at.kernel.read(ctx, 'net.read', (tx) =>
    tx.one<{ count: number }>('select count(*) from kernel.matter'),
  )
  assert.equal(count, 5)
})

test('a scope ends with its transaction', async () => {
  const ctx = personCtx(at.kernel, 'reader', '')
  for (let n = 0; n < 20; n += 1) {
    await at.kernel.read(ctx, 'net.read', (tx) => tx.one('select count(*) from kernel.matter'))
    const rows = await at.kernel.pool.transaction((tx) => tx.query('select from kernel.matter'))
    assert.equal(rows.length, 0)
  }
})

test('the application cannot change, remove or empty the journal and the seals', async () => {
  for (const table of ['kernel.journal', 'kernel.seal', 'kernel.ordinal', 'kernel.command'])
    for (const sql of [`delete from ${table}`, `truncate ${table}`])
      await assert.rejects(asApp(sql), { code: '42501' }, sql)
  await assert.rejects(asApp(`update kernel.journal set payload = '{}'`), { code: '42501' })
  await assert.rejects(asApp('alter table kernel.matter disable row level security'), { code: '42501' })
  await assert.rejects(asApp('set role postgres'), { code: /42501|22023/ })
})

test('a role that the policies would not bind is refused at the start', async () => {
  await refuseBypass(at.database.appUrl)
  await assert.rejects(refuseBypass(at.database.ownerUrl), { code: 'database.bypass' })
})

test('every table with a division key has the range policy for the application', async () => {
  const owner = new pg.Client(at.database.ownerUrl)
  await owner.connect()
  const { rows } = await owner.query<{ name: string; bound: boolean; policy: string | null }>(`
    select a.attrelid::regclass::text as name, c.relrowsecurity as bound,
      (select string_agg(pg_get_expr(p.polqual, p.polrelid), ' ') from pg_policy p
       where p.polrelid = c.oid and 'yiwang_app'::regrole = any(p.polroles)) as policy
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where a.attname = 'division_key' and c.relkind in ('r', 'p') and not c.relispartition
      and has_table_privilege('yiwang_app', c.oid, 'select')`)
  await owner.end()
  assert.ok(rows.length >= 4)
  for (const { name, bound, policy } of rows) {
    assert.ok(bound, name)
    assert.match(policy ?? '', /division_key >= current_setting\('yiwang.lo'/, name)
    assert.match(policy ?? '', /division_key < current_setting\('yiwang.hi'/, name)
  }
})
