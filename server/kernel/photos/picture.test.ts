import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { Fault } from '../errors.ts'
import { readPicture } from './picture.ts'

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#336699' } })

const fails = (code: string) => (error: unknown) => error instanceof Fault && error.code === code

test('a photo comes out as our own JPEG, scaled down, without what the camera wrote into it', async () => {
  const sent = await plain(3000, 1500)
    .jpeg()
    .withExif({
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '31/1 13/1 12/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '121/1 24/1 0/1',
      },
      IFD2: { DateTimeOriginal: '2026:03:02 10:00:00', OffsetTimeOriginal: '+08:00' },
    })
    .toBuffer()
  const picture = await readPicture(sent)
  const { width, height, format, exif } = await sharp(picture.full).metadata()
  assert.deepEqual([width, height, format, exif], [2048, 1024, 'jpeg', undefined])
  assert.ok(Math.abs((picture.position?.lat ?? 0) - 31.22) < 0.001)
  assert.ok(Math.abs((picture.position?.lon ?? 0) - 121.4) < 0.001)
  assert.equal(picture.takenAt?.toISOString(), '2026-03-02T02:00:00.000Z')
})

test('bombs, other files and torn files are refused', async () => {
  const bomb = await plain(9000, 9000).png({ compressionLevel: 9 }).toBuffer()
  await assert.rejects(readPicture(bomb), fails('photo.too_large'))
  await assert.rejects(
    readPicture(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')),
    fails('photo.not_a_photo'),
  )
  await assert.rejects(readPicture(Buffer.from('MZ not a picture')), fails('photo.not_a_photo'))
  const whole = await plain(400, 400).jpeg().toBuffer()
  await assert.rejects(readPicture(whole.subarray(0, whole.length / 2)), fails('photo.not_a_photo'))
})
