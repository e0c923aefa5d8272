import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { createTestKernel } from '../../../test/support/kernel.ts'
import { systemCtx } from '../actor.ts'
import { Fault } from '../errors.ts'
import { createUpkeep } from '../upkeep.ts'
import { createPhotos, type Photos } from './index.ts'

const DAY_MS = 86_400_000

let rig: Awaited<ReturnType<typeof createTestKernel>>
let photos: Photos
before(async () => {
  rig = await createTestKernel()
  photos = createPhotos(rig.kernel, rig.dataFolder)
})
after(() => rig.stop())

async function keep(): Promise<string> {
  const id = randomUUID()
  const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#567' } }).jpeg()
  await photos.keep(systemCtx('ann', rig.clock), id, await picture.toBuffer())
  return id
}
const find = (id: string) => rig.kernel.pool.whole((tx) => photos.find(tx, id))
const isMissing = (error: unknown) => error instanceof Fault && error.code === 'photo.missing'

test('a photo that nothing named for a week goes, picture and all; one that an entry names stays', async () => {
  const [named, unnamed] = [await keep(), await keep()]
  await rig.kernel.pool.whole((tx) => photos.use(tx, [named, named]))
  rig.clock.advance(6 * DAY_MS)
  const young = await keep()
  rig.clock.advance(DAY_MS + 1)
  await createUpkeep({ ...rig, log: rig.kernel.log }, { photos: photos.sweep }).tried()
  assert.equal(await find(unnamed), undefined)
  await assert.rejects(photos.read(unnamed, 'full'), /ENOENT/)
  await assert.rejects(photos.read(unnamed, 'small'), /ENOENT/)
  for (const id of [named, young]) {
    assert.equal((await find(id))?.id, id)
    assert.ok((await photos.read(id, 'small')).length > 0)
  }
  assert.equal(await photos.sweep(rig.clock.now()), 0)
})

test('a photo that is being named when the sweep comes by stays; one that is gone cannot be named', async () => {
  const id = await keep()
  rig.clock.advance(8 * DAY_MS)
  await rig.kernel.pool.whole(async (tx) => {
    await photos.use(tx, [id])
    await photos.sweep(rig.clock.now())
  })
  assert.equal((await find(id))?.id, id)
  await assert.rejects(
    rig.kernel.pool.whole((tx) => photos.use(tx, [id, randomUUID()])),
    isMissing,
  )
})
