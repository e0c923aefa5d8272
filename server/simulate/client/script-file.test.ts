import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { parse } from 'yaml'
import { readScript } from './script-file.ts'

interface Pack {
  readonly categories: Readonly<Record<string, { readonly conditions: Readonly<Record<string, unknown>> }>>
}

test('everything people tell of can be filed: its category and condition are in a pack, and each way names a road', async () => {
  const { told, says, minutes } = await readScript('db/demo/life.yaml')
  for (const [key, ways] of Object.entries(told)) {
    const [pack = '', category = '', condition = ''] = key.split(/[.#]/)
    const { categories } = parse(await readFile(`scenarios/${pack}/cases.yaml`, 'utf8')) as Pack
    assert.ok(categories[category]?.conditions[condition], key)
    for (const { zh, en } of ways) assert.ok(zh.includes('{where}') && (en?.includes('{where}') ?? true), key)
  }
  assert.ok(says.usually !== undefined && Object.keys(minutes).length === 6)
})
