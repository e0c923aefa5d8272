import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestKernel } from '../../../test/support/kernel.ts'
import { createSettling } from './settle.ts'

let site: Awaited<ReturnType<typeof createTestKernel>>

before(async () => {
  site = await createTestKernel('2026-03-02T10:00:00Z')
})
after(() => site.stop())

const query = <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  site.kernel.pool.whole((tx) => tx.query<T>(text, values))

test('an hour that is over gets its index, the present one does not; all before the first hour is one partition', async () => {
  await query('select sensing.open_hour($1)', ['2026-03-02T09:30:00Z'])
  await query('select sensing.open_hour($1)', ['2026-03-02T10:00:00Z'])
  await query('select sensing.open_hour($1)', ['2014-07-01T00:00:00Z'])
  await query(
    `insert into sensing.reading (series_id, seq, at, value, no)
     select 1, 0, t, 1, 1 from unnest($1::timestamptz[]) as t`,
    [['2014-07-01T00:00:00Z', '2026-03-02T09:59:59.999Z', '2026-03-02T10:00:00Z']],
  )
  site.clock.set('2026-03-02T10:15:00Z')
  await createSettling(site.kernel)()
  const indexes = await query<{ indexname: string }>(
    `select indexname from pg_indexes where schemaname = 'sensing' and indexname like 'reading%series' order by 1`,
  )
  assert.deepEqual(
    indexes.map(({ indexname }) => indexname),
    ['reading_2026030209_series', 'reading_before_series'],
  )
  const parts = await query<{ part: string }>(
    `select tableoid::regclass::text as part from sensing.reading order by at`,
  )
  assert.deepEqual(
    parts.map(({ part }) => part),
    ['sensing.reading_before', 'sensing.reading_2026030209', 'sensing.reading_2026030210'],
  )
  const open = await query<{ starts_at: Date }>('select starts_at from sensing.hour where settled_at is null')
  assert.deepEqual(
    open.map(({ starts_at }) => starts_at.toISOString()),
    ['2026-03-02T10:00:00.000Z'],
  )
})
