import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fakeClock } from '../../../test/support/clock.ts'
import { systemCtx } from '../actor.ts'
import { systemClock } from '../clock.ts'
import { Fault } from '../errors.ts'
import { createParts } from './parts.ts'
import type { KeptPhoto } from './picture.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yiwang-parts-'))
})
after(() => rm(folder, { recursive: true }))

const clock = fakeClock(systemClock.now().toISOString())
const ctx = systemCtx('ann', clock)
const code = (error: unknown) => (error instanceof Fault ? error.code : String(error))

/** Parts on a folder; what is completed is remembered whole. */
function open(at: string) {
  const made = new Map<string, { bytes: Buffer; photo: KeptPhoto }>()
  const parts = createParts({
    folder: at,
    find: async (_ctx, id) => made.get(id)?.photo,
    async keep({ actor }, id, bytes) {
      const photo = { id, account: actor.id, width: 1, height: 1, takenAt: null }
      made.set(id, { bytes, photo })
      return photo
    },
  })
  return { parts, made }
}

const add = (at: ReturnType<typeof open>, id: string, offset: number, text: string, length = 6) =>
  at.parts.append(ctx, id, { offset, length }, Buffer.from(text), undefined)

test('parts outlive a restart and become one photo', async () => {
  const id = randomUUID()
  const first = open(join(folder, 'restart'))
  await add(first, id, 0, 'abc')
  const second = open(join(folder, 'restart'))
  assert.deepEqual(await second.parts.kept(ctx, id), { kept: 3, done: false, photo: null })
  assert.deepEqual(await second.parts.kept(systemCtx('bob', clock), id), { kept: 0, done: false, photo: null })
  const done = await add(second, id, 3, 'def')
  assert.equal(done.done, true)
  assert.equal(second.made.get(id)?.bytes.toString(), 'abcdef')
  assert.deepEqual(await add(second, id, 3, 'def'), done, 'sent again after a lost answer')
})

test('of two parts for one place one is told where to go on', async () => {
  const at = open(join(folder, 'race'))
  const id = randomUUID()
  const both = await Promise.allSettled([add(at, id, 0, 'abc'), add(at, id, 0, 'xyz')])
  const lost = both.find((one) => one.status === 'rejected')
  assert.ok(lost?.reason instanceof Fault)
  assert.deepEqual([lost.reason.code, lost.reason.params], ['photo.wrong_offset', { kept: 3 }])
})

test('a photo that is given up leaves nothing, and may be sent anew', async () => {
  const at = open(join(folder, 'given-up'))
  const id = randomUUID()
  await add(at, id, 0, 'abc')
  await at.parts.giveUp(systemCtx('bob', clock), id)
  assert.deepEqual(await at.parts.kept(ctx, id), { kept: 3, done: false, photo: null }, 'only by its sender')
  assert.deepEqual(await at.parts.giveUp(ctx, id), { kept: 0, done: false, photo: null })
  assert.deepEqual(await at.parts.giveUp(ctx, id), { kept: 0, done: false, photo: null })
  assert.equal((await add(at, id, 0, 'xyzxyz')).done, true)
})

test('what one sender leaves unfinished is bounded, and a day later it is gone', async () => {
  const at = open(join(folder, 'many'))
  const ids = Array.from({ length: 13 }, () => randomUUID())
  for (const id of ids.slice(0, 12)) await add(at, id, 0, 'abc')
  await assert.rejects(add(at, ids[12] ?? '', 0, 'abc'), (error) => code(error) === 'photo.too_many_open')
  await add(at, ids[0] ?? '', 3, 'd')
  const [own = ''] = await readdir(join(folder, 'many'))
  const yesterday = new Date(clock.now().getTime() - 25 * 3_600_000)
  for (const id of ids.slice(1, 12)) await utimes(join(folder, 'many', own, `${id}.part`), yesterday, yesterday)
  clock.advance(3_700_000)
  await add(at, ids[12] ?? '', 0, 'abc')
  assert.deepEqual((await readdir(join(folder, 'many', own))).sort(), [`${ids[0]}.part`, `${ids[12]}.part`].sort())
})
