import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { canonical } from '../../kernel/journal/digest.ts'
import { hashPassword, verifyPassword } from './password.ts'

test('a password verifies against its hash, another does not, and nothing verifies against none', async () => {
  const hash = (await hashPassword('correct horse 马')).reveal()
  assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  assert.equal(await verifyPassword('correct horse 马', hash), true)
  assert.equal(await verifyPassword('correct horse', hash), false)
  assert.equal(await verifyPassword('correct horse', null), false)
})

// A tag made by the reference implementation (phc-winner-argon2): argon2 -id -t 2 -k 65536 -p 1 with these inputs.
test('hashes of other implementations verify', async () => {
  const phc = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
  assert.equal(await verifyPassword('password', phc), true)
})

test('nothing that is digested, logged or sent carries a hash', async () => {
  const hash = await hashPassword('secret')
  const [, , , , salt = ''] = hash.reveal().split('$')
  for (const text of [canonical({ hash }), JSON.stringify({ hash }), inspect({ hash }), String(hash)])
    assert.ok(!text.includes(salt))
})
