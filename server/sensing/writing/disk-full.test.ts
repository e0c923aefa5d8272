import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bed, greenhouse } from '../../../test/support/greenhouse.ts'
import { createTestKernel } from '../../../test/support/kernel.ts'
import { createKernel } from '../../kernel/index.ts'
import { createLog } from '../../kernel/log.ts'
import { createSensing, type Source } from '../index.ts'

const gateway: Source = { id: 'device:gate', door: 'http', divisionKey: '', may: () => true }

test('with the disk nearly full readings are refused at once, whoever waits is told, and it goes on by itself', async (t) => {
  const site = await createTestKernel()
  let free = 10_000
  const kernel = createKernel({
    ...site.database,
    clock: site.clock,
    dataFolder: site.dataFolder,
    log: createLog('silent'),
    diskReserveBytes: 1000,
    freeBytes: async () => free,
  })
  const sensing = createSensing(kernel, {
    zone: 'Asia/Shanghai',
    things: async () => [bed(1, '001', site.clock.now())],
  })
  kernel.access.register(sensing.permissions)
  await sensing.start([greenhouse])
  t.after(async () => {
    await sensing.stop()
    await kernel.pool.close()
    await site.stop()
  })
  const send = () =>
    sensing.record.items(gateway, [{ thing: 'BED-1', property: 'moisture', value: 50 }], { locale: 'en' })
  assert.equal((await send()).recorded, 1)
  free = 500
  await kernel.space.look()
  await assert.rejects(send(), { code: 'kernel.disk_full' })
  assert.equal(sensing.record.stream.hasRoom(), false)
  const changed = sensing.record.stream.whenChanged()
  free = 10_000
  await kernel.space.look()
  await changed
  assert.equal(sensing.record.stream.hasRoom(), true, 'a connection that was left waiting is read again')
  assert.equal((await send()).recorded, 1)
})
