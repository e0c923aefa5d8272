import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { bed, greenhouse } from '../../../test/support/greenhouse.ts'
import { createTestKernel, personCtx } from '../../../test/support/kernel.ts'
import { until } from '../../../test/support/until.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { newId } from '../../kernel/ids.ts'
import { createKernel, type Kernel } from '../../kernel/index.ts'
import { createLog } from '../../kernel/log.ts'
import { createSensing, type Sensing, type Source } from '../index.ts'

// The beds of the greenhouse are missed after two hours without a word of their window.

let site: Awaited<ReturnType<typeof createTestKernel>>
let kernel: Kernel
let sensing: Sensing

const HOUR_MS = 3_600_000
const gateway: Source = { id: 'device:gate', door: 'http', divisionKey: '', may: () => true }
const FAMILY = 'account-resident'

/** The module in a process of its own, as far as memory goes. */
async function open(): Promise<void> {
  kernel = createKernel({ ...site.database, clock: site.clock, dataFolder: site.dataFolder, log: createLog('silent') })
  const since = new Date('2026-03-02T10:00:00+08:00')
  const things = [bed(1, '001', since), bed(2, '001', since), bed(3, '002', since)]
  sensing = createSensing(kernel, {
    zone: 'Asia/Shanghai',
    things: async (ids) => things.filter(({ id }) => ids === undefined || ids.includes(id)),
    isContact: async (account, thing) => account === FAMILY && thing === things[0]?.id,
  })
  kernel.access.register(sensing.permissions)
  await sensing.start([greenhouse])
}

async function close(): Promise<void> {
  await sensing.stop()
  await kernel.pool.close()
}

before(async () => {
  site = await createTestKernel()
  await open()
})
after(async () => {
  await close()
  await site.stop()
})

const as = (role: string, divisionKey = '001'): Ctx => personCtx(kernel, role, divisionKey)
const at = (hours: number): string => new Date(site.clock.now().getTime() + hours * HOUR_MS).toISOString()
const away = (from: number, until: number) => ({ from: at(from), until: at(until), reason: 'away' as const })
const announce = (ctx: Ctx, thing: string, absence: ReturnType<typeof away>) =>
  sensing.absences.announce(ctx, newId(), thing, absence)

async function pass(hours: number): Promise<void> {
  site.clock.advance(hours * HOUR_MS)
  sensing.tick()
  // Whatever the tick fired is on disk with the next batch.
  await sensing.record.items(gateway, [{ thing: 'BED-3', property: 'moisture', value: 50 }], { locale: 'en' })
}

const alarms = (state: 'open' | 'cleared') =>
  site.kernel.pool.whole(async (tx) => {
    const rows = await tx.query<{ code: string }>(
      `select thing_code code from sensing.alarm where rule = 'greenhouse.silent' and (cleared_at is null) = $1 order by 1`,
      [state === 'open'],
    )
    return rows.map(({ code }) => code)
  })

test('a silence is not missed in an announced absence, which is shown', async () => {
  await announce(as('unit'), 'BED-1', away(0, 10))
  await pass(3)
  assert.deepEqual(await alarms('open'), ['BED-2', 'BED-3'])
  const shown = sensing.latest.of(as('leader'), 'BED-1')
  assert.deepEqual(shown.absence, { from: at(-3), until: at(7) })
  assert.equal(sensing.latest.of(as('leader'), 'BED-2').absence, null)
})

test('announced after the alarm it ends the alarm, and the entry keeps why apart', async () => {
  const { id } = await announce(as('intake'), 'BED-2', away(-3, 10))
  await until(async () => (await alarms('cleared')).includes('BED-2'), 'the end of the alarm')
  const entry = await site.kernel.pool.whole((tx) =>
    tx.one<{ payload: Record<string, unknown>; data: unknown }>(
      `select j.payload, p.data from kernel.journal j join kernel.personal p on p.digest = j.personal_digest where j.matter = $1`,
      [`absence:${id}`],
    ),
  )
  assert.deepEqual(entry.data, { reason: 'away' })
  assert.ok(!JSON.stringify(entry.payload).includes('away'))
})

test('a restart forgets none of it; the silence counts from the end', async () => {
  await close()
  await open()
  await pass(6)
  assert.deepEqual(await alarms('open'), ['BED-3'])
  await pass(3.5)
  assert.deepEqual(await alarms('open'), ['BED-1', 'BED-3'])
})

test('ended early, the silence counts again at once', async () => {
  const { items } = await sensing.absences.list(as('unit'), 'BED-2')
  const [absence] = items
  assert.equal(absence?.endedAt, null)
  await sensing.absences.end(as('unit'), newId(), 'BED-2', absence?.id ?? '')
  assert.equal(sensing.latest.of(as('leader'), 'BED-2').absence, null)
  await pass(2.5)
  assert.ok((await alarms('open')).includes('BED-2'))
  await assert.rejects(sensing.absences.end(as('unit'), newId(), 'BED-2', absence?.id ?? ''), {
    code: 'sensing.absence_over',
  })
})

test('a resident speaks only for a thing they are a contact of; nobody speaks for other divisions', async () => {
  await announce(as('resident'), 'BED-1', away(0, 5))
  for (const [role, thing] of [
    ['resident', 'BED-2'],
    ['unit', 'BED-3'],
    ['unit', 'BED-9'],
  ] as const)
    await assert.rejects(announce(as(role), thing, away(0, 5)), { code: 'kernel.not_found' })
  await assert.rejects(announce(as('wall'), 'BED-1', away(0, 5)), { code: 'kernel.not_permitted' })
  await assert.rejects(sensing.absences.list(as('resident'), 'BED-2'), { code: 'kernel.not_found' })
})

test('a time that is over, too long or too long ago is refused', async () => {
  for (const [from, to, code] of [
    [0, -1, 'sensing.absence_over'],
    [-10, -1, 'sensing.absence_over'],
    [0, 24 * 91, 'sensing.absence_too_long'],
    [-24 * 31, 5, 'sensing.absence_too_late'],
  ] as const)
    await assert.rejects(announce(as('unit'), 'BED-1', away(from, to)), { code })
})
