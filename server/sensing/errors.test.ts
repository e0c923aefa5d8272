import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { refusals } from './errors.ts'

test('the guide explains exactly these refusals', async () => {
  const guide = await readFile(join(import.meta.dirname, '../../docs/guide/readings.md'), 'utf8')
  assert.deepEqual(
    guide.split('\n').filter((line) => line.startsWith('| `sensing.')),
    Object.values(refusals).map((make) => {
      const { code, text } = make()
      return `| \`${code}\` | ${text.zh} | ${text.en} |`
    }),
  )
})
