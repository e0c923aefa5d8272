import assert from 'node:assert/strict'
import { symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { FlowDefinition } from '../../contract/flow.ts'
import { libraryFlow } from '../../test/support/library-flow.ts'
import { libraryFolder } from '../../test/support/library-pack.ts'
import { createPackFolder } from '../../test/support/pack-folder.ts'
import { loadPack, loadPacks } from './load.ts'

test('all files of a pack are read, defaults filled in and words put in their places', () => {
  const { content, problems, wordsUsed } = loadPack(libraryFolder)
  assert.deepEqual(problems, [])
  assert.equal(content?.manifest.id, 'library')
  assert.deepEqual(Object.keys(content?.rules ?? {}), ['overdue', 'damp', 'rising', 'lamp-alone', 'deserted', 'mute'])
  assert.deepEqual(content?.map.layers.rooms?.title, { zh: '阅览室', en: 'Reading rooms' })
  assert.equal(content?.things['reading-room']?.private, false)
  assert.deepEqual([...wordsUsed], ['rooms'])
  assert.ok((content?.replays.length ?? 0) > 5)
})

test('the flow the kernel is tested with is the one in the pack', () => {
  assert.deepEqual(loadPack(libraryFolder).content?.cases.flows, [FlowDefinition.parse(libraryFlow)])
})

test('only pack.yaml is needed', (context) => {
  const manifest =
    'id: bare\nversion: 1.0.0\nkernel: ">=0.1"\ntitle: { zh: 空, en: Bare }\nsummary: { zh: 空, en: Bare }\nowner: { zh: 无, en: None }\n'
  const gone = [
    'things',
    'rules',
    'cases',
    'map',
    'views',
    'i18n/zh',
    'i18n/en',
    'data/things',
    'tests/books',
    'tests/rooms',
  ]
  const folder = createPackFolder(
    context,
    [['pack.yaml', manifest], ...gone.map((it): [string, null] => [`${it}.yaml`, null])],
    'bare',
  )
  const { content, problems } = loadPack(folder)
  assert.deepEqual(problems, [])
  assert.deepEqual(content?.rules, {})
  assert.deepEqual(content?.cases.categories, {})
})

test('a link in a pack is not followed', (context) => {
  const folder = createPackFolder(context, [])
  symlinkSync('/etc/hostname', join(folder, 'data/host.csv'))
  const pack = loadPack(folder)
  assert.deepEqual(
    pack.problems.map((it) => `${it.file} ${it.code}`),
    ['data/host.csv schema/file'],
  )
  assert.ok(!pack.others.has('data/host.csv'))
})

test('every folder of a folder is a pack', (context) => {
  assert.deepEqual(
    loadPacks(dirname(createPackFolder(context, []))).map((it) => it.name),
    ['library'],
  )
})
