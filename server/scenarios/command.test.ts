import assert from 'node:assert/strict'
import { dirname } from 'node:path'
import { test } from 'node:test'
import { createPackFolder } from '../../test/support/pack-folder.ts'
import { packsFolder, scenarioCommand } from './command.ts'

async function run(...args: string[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = []
  return { code: await scenarioCommand(args, (line) => lines.push(line)), lines }
}

test('the packs that come with Yiwang lint clean and all their replays pass', async () => {
  const lint = await run('lint', '--lang', 'en')
  assert.equal(lint.code, 0, lint.lines.join('\n'))
  const tests = await run('test', '--lang', 'en')
  assert.equal(tests.code, 0, tests.lines.join('\n'))
  assert.deepEqual(
    tests.lines.filter((line) => /: (draft|tested)$/.test(line) && !line.endsWith(': tested')),
    [],
  )
  assert.ok(packsFolder.endsWith('scenarios'))
})

test('a fault is printed with its place, in the language asked for, and fails the command', async (context) => {
  const folder = createPackFolder(context, [['map.yaml', 'of: reading-room', 'of: reading-rom']])
  const en = await run('lint', folder, '--lang', 'en')
  assert.equal(en.code, 1)
  assert.match(
    en.lines[0] ?? '',
    /library\/map\.yaml:2:35 error references\/unknown there is no reading-rom; did you mean reading-room\?$/,
  )
  const zh = await run('lint', dirname(folder), '--lang', 'zh')
  assert.match(zh.lines[0] ?? '', /没有 reading-rom，是不是 reading-room？$/)
})

test('a replay that fails is printed with its lines, and fails the command', async (context) => {
  const folder = createPackFolder(context, [['tests/rooms.yaml', 'severity: blue', 'severity: red']])
  const { code, lines } = await run('test', folder, '--lang', 'en')
  assert.equal(code, 1)
  assert.ok(lines.some((line) => /^✖ library\/rising-fast .*rooms\.yaml:\d+\)$/.test(line)))
  assert.ok(
    lines.some((line) => /^ {4}then 1 \(tests\/rooms\.yaml:\d+\): did not see rising red; saw: 00:25:00/.test(line)),
  )
  assert.equal(lines.at(-1), 'library: draft')
})

test('anything else is answered with the usage', async () => {
  assert.deepEqual(await run('drill'), {
    code: 2,
    lines: ['yiwang scenario lint|test [folder] [--lang zh|en] [--zone Area/City]'],
  })
  assert.equal((await run('lint', '--fast')).code, 2)
})
