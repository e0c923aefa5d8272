import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CaseRow } from '../../../../contract/cases/index.ts'
import { settle } from './settle.ts'

const row = (id: string, version = 1) => ({ case: id, version }) as CaseRow
const rows = (ids: string) => [...ids].map((id) => row(id))
const shown = (ids: string) => rows(ids).map((one) => ({ row: one, gone: false }))
const said = ({ lines }: ReturnType<typeof settle>) =>
  lines.map(({ row: { case: id }, gone }) => (gone ? `-${id}` : id)).join('')

test('without anybody’s hand on it the list is as the server says', () => {
  const settled = settle(shown('abc'), rows('dca'), { held: false, chosen: undefined })
  assert.equal(said(settled), 'dca')
  assert.equal(settled.waiting, 0)
})

test('under the pointer nothing moves: new rows wait, rows that left stay, and what they say is new', () => {
  const settled = settle(shown('abc'), [row('d'), row('c', 2), row('a')], { held: true, chosen: undefined })
  assert.equal(said(settled), 'a-bc')
  assert.equal(settled.waiting, 1)
  assert.equal(settled.lines[2]?.row.version, 2)
  assert.equal(said(settle([], rows('ab'), { held: true, chosen: undefined })), 'ab')
})

test('the case that is open keeps its line after it left, until another one is open', () => {
  const acted = settle(shown('abc'), rows('ac'), { held: false, chosen: 'b' })
  assert.equal(said(acted), 'a-bc')
  assert.equal(said(settle(acted.lines, rows('acd'), { held: false, chosen: 'b' })), 'a-bcd')
  assert.equal(said(settle(acted.lines, rows('acd'), { held: false, chosen: 'c' })), 'acd')
  assert.equal(said(settle(acted.lines, rows('abc'), { held: false, chosen: 'b' })), 'abc')
})
