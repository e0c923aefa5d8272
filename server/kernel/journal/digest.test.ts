import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonical, entryDigest, sha256 } from './digest.ts'

test('equal values are equal text, in whatever order their members were written', () => {
  assert.equal(
    canonical({
      b: [1, undefined, null, { d: 'ü"', c: true }],
      a: new Date('2026-03-02T02:00:00Z'),
      10: 1,
      9: -0.5,
      e: undefined,
    }),
    '{"10":1,"9":-0.5,"a":"2026-03-02T02:00:00.000Z","b":[1,null,null,{"c":true,"d":"ü\\""}]}',
  )
  assert.equal(canonical(undefined), 'null')
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonical(value)
      assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)))
      assert.equal(canonical(JSON.parse(text)), text)
    }),
  )
})

test('a digest is of the parts one behind another, texts as UTF-8', () => {
  const parts = ['井盖', Buffer.of(0, 255), 'x']
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  assert.deepEqual(sha256(...parts), hash.digest())
  assert.deepEqual(sha256('x'), createHash('sha256').update('x').digest())
})

test('the digest of an entry stays what it was when older entries were written', () => {
  const facts = {
    commandId: '00000000-0000-4000-8000-000000000001',
    matter: 'case:1',
    version: 2,
    prior: Buffer.of(1, 2),
    kind: 'case.claimed',
    actor: 'account',
    divisionKey: 'aaa',
    why: null,
    payload: { step: { to: 'x', from: null }, list: [{ b: 1, a: '二' }] },
    personalDigest: null,
    recordedAt: new Date('2026-03-02T02:00:00Z'),
  }
  assert.equal(entryDigest(facts).toString('hex'), 'd1a3693bae803354ae672bfd194064ca8547683133e8963e0ab191bb910e14a9')
})
