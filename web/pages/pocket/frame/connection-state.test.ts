import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Item, newItem } from '../../../api/outbox/item.ts'
import type { OutboxState } from '../../../api/outbox/shown.ts'
import { connectionState } from './connection-state.ts'

const report = { kind: 'report', category: null, report: { channel: 'resident', position: null } } as const
const item = (state: Item['state']): Item => ({ ...newItem(state, 'ann', 0, report), state })
const outbox = (rest: Partial<OutboxState> = {}): OutboxState => ({
  known: true,
  items: [],
  sending: null,
  pause: null,
  ...rest,
})

test('the most pressing is said, in words', () => {
  const two = [item('waiting'), item('waiting'), item('draft')]
  const sending = { id: 'waiting', photo: 1, photos: 2, share: 0.5 }
  assert.deepEqual(connectionState(outbox(), 'live', true), { says: 'online' })
  assert.deepEqual(connectionState(outbox(), 'connecting', true), { says: 'online' })
  assert.deepEqual(connectionState(outbox(), 'live', false), { says: 'offline' })
  assert.deepEqual(connectionState(outbox(), 'stale', true), { says: 'offline' })
  assert.deepEqual(connectionState(outbox({ items: two, pause: 'offline' }), 'live', true), {
    says: 'to-send',
    count: 2,
    online: false,
  })
  assert.deepEqual(connectionState(outbox({ items: two, sending }), 'live', true), { says: 'sending', count: 2 })
  const refused = outbox({ items: [...two, item('refused')], sending })
  assert.deepEqual(connectionState(refused, 'live', true), { says: 'needs-you', count: 1 })
  assert.deepEqual(connectionState({ ...refused, pause: 'signed-out' }, 'live', true), { says: 'signed-out' })
})
