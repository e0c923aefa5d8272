import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMigrations } from '../server/kernel/database/migrate.ts'
import { judgeEdges } from './house/edges.ts'
import { type Edge, findCircles } from './house/graph.ts'
import { judgeHouse } from './house/house.ts'
import { judgeSizes } from './house/shape.ts'
import { judgeWords } from './house/words.ts'

for (const [rule, problems] of judgeHouse()) {
  test(rule, () => {
    if (problems.length > 0) assert.fail(`\n${problems.join('\n')}`)
  })
}

test('migrations are numbered without gaps', async () => assert.ok((await readMigrations()).length > 0))

const edge = (from: string, to: string): Edge => ({ from, to, line: 1, isType: false })

test('a broken edge is seen', () => {
  const broken = (from: string, to: string) => judgeEdges([edge(from, to)]).filter((line) => !/not there/.test(line))
  assert.match(broken('server/cases/cases.ts', 'server/sensing/index.ts')[0] ?? '', /only along the edges/)
  assert.match(broken('server/main.ts', 'server/cases/queries.ts')[0] ?? '', /index\.ts only/)
  assert.match(broken('contract/a.ts', 'server/kernel/ids.ts')[0] ?? '', /nothing of ours/)
  assert.match(broken('server/cases/routes.ts', 'server/cases/queries/list.ts')[0] ?? '', /no SQL/)
  assert.match(broken('web/pages/desk/a.tsx', 'web/pages/wall/b.tsx')[0] ?? '', /another area/)
  assert.match(broken('server/kernel/ids.ts', 'server/cases/index.ts')[0] ?? '', /knows no module/)
  assert.deepEqual(broken('server/cases/cases.ts', 'server/city/index.ts'), [])
})

test('a circle is seen', () => {
  assert.deepEqual(findCircles([edge('a.ts', 'b.ts'), edge('b.ts', 'a.ts')]), [['a.ts', 'b.ts', 'a.ts']])
})

test('banned text and long functions are seen', () => {
  const text = `export const late = () => new Date()\nexport function long() {\n${'  late()\n'.repeat(70)}}\n`
  assert.match(judgeWords([{ path: 'server/x.ts', text }])[0] ?? '', /^server\/x\.ts:1: `new Date\(\)` — ask a Clock/)
  assert.match(judgeSizes([{ path: 'server/x.ts', text }])[0] ?? '', /a function of 72 lines/)
})
