import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Photo } from '../../../../contract/cases/index.ts'
import { pairOf, photoGroups } from './photo-groups.ts'

const photo = (id: string, kind: Photo['kind'], takenAt: string | null = null): Photo => ({
  id,
  kind,
  takenAt,
  addedAt: '2026-11-21T06:00:00Z',
})
const ids = (photos: readonly Photo[]) => photos.map(({ id }) => id).join('')

test('photos are grouped in the order things happen, the oldest first', () => {
  const groups = photoGroups([
    photo('d', 'after'),
    photo('b', 'before', '2026-11-21T05:30:00Z'),
    photo('a', 'before', '2026-11-21T05:00:00Z'),
    photo('s', 'scene'),
  ])
  assert.deepEqual(
    groups.map(({ kind, photos }) => [kind, ids(photos)]),
    [
      ['scene', 's'],
      ['before', 'ab'],
      ['after', 'd'],
    ],
  )
})

test('a photo before is compared with one after; the scene with nothing', () => {
  const [scene, one, two, after] = [
    photo('s', 'scene'),
    photo('1', 'before'),
    photo('2', 'before'),
    photo('a', 'after'),
  ]
  const groups = photoGroups([scene, one, two, after])
  assert.deepEqual(pairOf(groups, two), { before: two, after })
  assert.deepEqual(pairOf(groups, after), { before: one, after })
  assert.equal(pairOf(groups, scene), null)
  assert.equal(pairOf(photoGroups([one]), one), null)
})
