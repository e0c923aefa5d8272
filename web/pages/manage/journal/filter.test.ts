import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filterOf, isMatter } from './filter.ts'

test('the address of the page becomes a filter, in the zone of the place', () => {
  const command = '018F3C4E-7a10-7000-8000-000000000000'
  assert.deepEqual(
    filterOf(
      { q: '积水', matter: ' case:1 ', person: '周敏', from: '2026-11-21T08:00', command, id: '7' },
      'Asia/Shanghai',
    ),
    {
      words: '积水',
      matter: 'case:1',
      actor: '周敏',
      from: '2026-11-21T00:00:00.000Z',
      command: command.toLowerCase(),
    },
  )
})

test('what cannot be asked for is not asked', () => {
  assert.deepEqual(filterOf({ matter: 'case', command: '12', from: 'yesterday', to: '2026-11-21' }, 'UTC'), {})
  assert.deepEqual(['case:', 'thing-type:x', 'Case:1', ':1'].map(isMatter), [true, true, false, false])
})
