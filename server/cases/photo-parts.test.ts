import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { startHouse, type TestHouse } from '../../test/support/house.ts'

let house: TestHouse
let picture: Buffer
before(async () => {
  house = await startHouse()
  picture = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#567' } })
    .png({ compressionLevel: 0 })
    .toBuffer()
})
after(() => house.stop())

interface Sent {
  account?: string | null
  offset: number | string
  length?: number | string
  digest?: string
  type?: string
}

async function patch(
  path: string,
  bytes: Buffer,
  { account = 'crew', offset, length = picture.length, ...sent }: Sent,
) {
  const url = new URL(`${house.origin}${path}`)
  url.searchParams.set('offset', String(offset))
  url.searchParams.set('length', String(length))
  const response = await fetch(url, {
    method: 'PATCH',
    headers: {
      'content-type': sent.type ?? 'application/octet-stream',
      ...(account !== null && { authorization: `Bearer ${await house.tokenOf(account)}` }),
      ...(sent.digest !== undefined && { 'content-digest': sent.digest }),
    },
    body: new Uint8Array(bytes),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

const partsOf = (id: string) => `/api/v1/photos/${id}/parts`
const digestOf = (bytes: Buffer) => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`

test('a photo in three parts, a lost answer in between, is the photo it would be whole', async () => {
  const id = randomUUID()
  const cuts = [0, 5000, 9000, picture.length]
  for (const [at, from] of cuts.slice(0, -1).entries()) {
    const part = picture.subarray(from, cuts[at + 1])
    const sent = await patch(partsOf(id), part, { offset: from, digest: digestOf(part) })
    assert.equal(sent.status, 200, JSON.stringify(sent.body))
    if (at > 0) continue
    const again = await patch(partsOf(id), part, { offset: from })
    assert.deepEqual([again.status, again.body.code, again.body.params], [409, 'photo.wrong_offset', { kept: 5000 }])
    const head = await fetch(`${house.origin}${partsOf(id)}`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${await house.tokenOf('crew')}` },
    })
    assert.equal(head.headers.get('upload-offset'), '5000')
  }
  const kept = await house.call('crew', 'GET', partsOf(id))
  assert.deepEqual(kept.body, { kept: 0, done: true, photo: { id, width: 90, height: 60 } })
  assert.equal((await house.call('crew', 'GET', `/api/v1/photos/${id}?size=small`)).status, 200)
})

test('hostile offsets, lengths, digests and types are refused and leave nothing', async () => {
  const id = randomUUID()
  const whole = picture.subarray(0, 1000)
  const tries: [Sent, Buffer, number, string][] = [
    [{ offset: -1 }, whole, 400, 'kernel.invalid_input'],
    [{ offset: 'NaN' }, whole, 400, 'kernel.invalid_input'],
    [{ offset: 2 ** 53 }, whole, 400, 'kernel.invalid_input'],
    [{ offset: 1 }, whole, 409, 'photo.wrong_offset'],
    [{ offset: 0, length: 0 }, whole, 400, 'kernel.invalid_input'],
    [{ offset: 0, length: 999 }, whole, 400, 'photo.wrong_length'],
    [{ offset: 0, length: 21 * 1024 * 1024 }, whole, 413, 'photo.too_large'],
    [{ offset: 0 }, Buffer.alloc(0), 400, ''],
    [{ offset: 0, digest: digestOf(picture) }, whole, 400, 'photo.part_torn'],
    [{ offset: 0, type: 'application/json' }, Buffer.from('{}'), 400, 'kernel.invalid_input'],
    [{ offset: 0 }, Buffer.alloc(1024 * 1024 + 1), 413, ''],
  ]
  for (const [sent, bytes, status, code] of tries) {
    const { status: got, body } = await patch(partsOf(id), bytes, sent)
    assert.deepEqual([got, code === '' ? '' : body.code], [status, code], JSON.stringify(sent))
  }
  assert.deepEqual((await house.call('crew', 'GET', partsOf(id))).body, { kept: 0, done: false, photo: null })
})

test('what is no photo is told with its last part and can be begun anew', async () => {
  const id = randomUUID()
  const text = Buffer.from('not a picture at all')
  const sent = await patch(partsOf(id), text, { offset: 0, length: text.length })
  assert.equal(sent.body.code, 'photo.not_a_photo')
  assert.equal((await patch(partsOf(id), picture, { offset: 0 })).body.done, true)
  const strange = await patch(partsOf(id), picture, { account: 'unit', offset: 0 })
  assert.equal(strange.status, 409, 'the id is taken by somebody else')
})

test('a report without an account takes photos in parts, each report its own', async () => {
  const [report, id] = [randomUUID(), randomUUID()]
  const path = `/api/v1/public/photos/${id}/parts?report=${report}`
  assert.equal((await patch(path, picture.subarray(0, 4000), { account: null, offset: 0 })).status, 200)
  assert.equal((await house.call(null, 'GET', path)).body.kept, 4000)
  const other = `/api/v1/public/photos/${id}/parts?report=${randomUUID()}`
  assert.equal((await house.call(null, 'GET', other)).body.kept, 0)
  const done = await patch(path, picture.subarray(4000), { account: null, offset: 4000 })
  assert.equal(done.body.done, true)
  const made = await house.call(
    null,
    'POST',
    '/api/v1/public/reports',
    { position: { lon: 121.4, lat: 31.21 }, photos: [id] },
    report,
  )
  assert.equal(made.status, 200, JSON.stringify(made.body))
})
