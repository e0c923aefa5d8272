import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createPackFolder, type Edit } from '../../test/support/pack-folder.ts'
import { levelOf } from './level.ts'
import { createWorld, lintPack } from './lint.ts'
import { loadPack } from './load.ts'
import { testPack } from './test-pack.ts'

async function level(context: TestContext, edits: Edit[], isInstalled = false) {
  const pack = loadPack(createPackFolder(context, edits))
  const world = createWorld([pack], '0.1.0')
  return levelOf(pack, lintPack(pack, world), await testPack(pack, world, 'Asia/Shanghai'), isInstalled)
}

test('a pack whose rules are all played is tested; with a guide and at work it is piloted', async (context) => {
  assert.equal(await level(context, []), 'tested')
  assert.equal(await level(context, [], true), 'tested')
  assert.equal(await level(context, [['README.md', 'What the officer on duty does. '.repeat(20)]], true), 'piloted')
})

test('a severity that no replay reaches, or a replay that fails, makes it a draft', async (context) => {
  assert.equal(await level(context, [['tests/books.yaml', 'values: { out: 60 }', 'values: { out: 59 }']]), 'draft')
  const unplayed: Edit[] = [
    ['tests/books.yaml', 'values: { out: 60 }', 'values: { out: 59 }'],
    ['tests/books.yaml', '      - { by: "72:00", alarm: overdue, severity: red }\n', ''],
    ['tests/books.yaml', 'state: cleared', 'state: changed, severity: blue'],
  ]
  assert.equal(await level(context, unplayed), 'draft')
})

test('a pack that does not lint has no level', async (context) => {
  assert.equal(await level(context, [['map.yaml', 'of: reading-room', 'of: room']]), undefined)
})
