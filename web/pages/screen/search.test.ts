import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readScreenSearch, withLayer } from './search.ts'

test('an address is read as far as it is understood', () => {
  assert.deepEqual(readScreenSearch({ wall: 1, rotate: 3, level: 'pink', list: 'alarms', other: 'x' }), {
    wall: 1,
    rotate: 10,
    list: 'alarms',
  })
  assert.deepEqual(readScreenSearch({ division: 2, without: ['heat', 'x'] }), { division: '2', without: ['heat'] })
  assert.deepEqual(readScreenSearch({ without: 'heat', wall: 0 }), {})
})

test('a wall may begin tilted', () => {
  assert.deepEqual(readScreenSearch({ wall: 1, tilted: 1 }), { wall: 1, tilted: 1 })
  assert.deepEqual(readScreenSearch({ tilted: 'x' }), {})
})

test('a layer goes off and on again', () => {
  const off = withLayer({ division: '001' }, 'heat')
  assert.deepEqual(off, { division: '001', without: ['heat'] })
  assert.deepEqual(withLayer(off, 'heat'), { division: '001' })
})
