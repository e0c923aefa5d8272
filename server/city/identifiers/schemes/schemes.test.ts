import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { documentOf, encodeDidWeb, parseDidWeb } from './did-web.ts'
import { ECODE_LAYOUTS, encodeEcode, parseEcode } from './ecode.ts'
import { encodeEpc, parseEpc } from './epc.ts'
import { checkDigit, encodeDigitalLink, encodeElements, type Gs1Key, parseDigitalLink, parseElements } from './gs1.ts'
import { encodeHandle, parseHandle } from './handle.ts'
import { checkOf, isChecked } from './mod1271.ts'
import { encodeOid, parseOid } from './oid.ts'
import { encodeOwn, type ObjectKind, parseOwn, partsOfOwn, spoken } from './own.ts'
import { readAny, readAs, SCHEMES } from './read.ts'

const of = (alphabet: string, least: number, most = least) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength: least, maxLength: most })
const DIGITS = '0123456789'
const CAPITALS = `${DIGITS}ABCDEFGHIJKLMNOPQRSTUVWXYZ`
const SERIAL = `${CAPITALS}!"%&'()*+,-./:;<=>?_abcxyz`
const kinds = fc.constantFrom<ObjectKind>('thing', 'division', 'grid', 'unit', 'case')

test('check characters: every wrong character and every exchange is found', () => {
  fc.assert(
    fc.property(of(CAPITALS, 1, 20), (body) => {
      const text = body + checkOf(body)
      assert.ok(isChecked(text))
      for (let at = 0; at < text.length; at += 1) {
        for (const other of CAPITALS) {
          if (other === text.charAt(at)) continue
          assert.ok(!isChecked(text.slice(0, at) + other + text.slice(at + 1)))
        }
        for (const apart of [1, 2]) {
          const [one, two] = [text.charAt(at), text.charAt(at + apart)]
          if (two === '' || one === two) continue
          const between = text.slice(at + 1, at + apart)
          assert.ok(!isChecked(text.slice(0, at) + two + between + one + text.slice(at + apart + 1)))
        }
      }
    }),
    { numRuns: 60 },
  )
})

test('a code of our own comes back however it is written', () => {
  fc.assert(
    fc.property(kinds, of(CAPITALS, 12), (kind, body) => {
      const code = encodeOwn({ kind, body })
      assert.equal(parseOwn(code), code)
      assert.equal(parseOwn(` ${spoken(code).toLowerCase()} `), code)
      assert.deepEqual(partsOfOwn(code), { kind, body })
    }),
  )
  assert.throws(() => partsOfOwn('X'), RangeError)
})

const withCheck = (digits: string): string => digits + checkDigit(digits)
const plain = { noNullPrototype: true }
const keys: fc.Arbitrary<Gs1Key> = fc.oneof(
  fc.record(
    {
      ai: fc.constant('01' as const),
      key: of(DIGITS, 13).map(withCheck),
      serial: fc.option(of(SERIAL, 1, 20)),
    },
    plain,
  ),
  fc.record({ ai: fc.constant('00' as const), key: of(DIGITS, 17).map(withCheck), serial: fc.constant(null) }, plain),
  fc.record(
    {
      ai: fc.constant('8003' as const),
      key: of(DIGITS, 12).map((digits) => withCheck(`0${digits}`)),
      serial: fc.option(of(SERIAL, 1, 16)),
    },
    plain,
  ),
  fc.record(
    {
      ai: fc.constant('8004' as const),
      key: fc.tuple(of(DIGITS, 12), of(SERIAL, 1, 18)).map(([company, asset]) => company + asset),
      serial: fc.constant(null),
    },
    plain,
  ),
)

test('GS1 keys come back from links, element strings and EPC', () => {
  fc.assert(
    fc.property(keys, fc.integer({ min: 6, max: 12 }), (key, prefixDigits) => {
      assert.deepEqual(parseDigitalLink(encodeDigitalLink(key)), key)
      assert.deepEqual(parseDigitalLink(`https://id.example.org/some/${encodeDigitalLink(key)}?a=1`), key)
      const isPlain = !/\(21\)/.test(`${key.key}${key.serial ?? ''}`)
      if (isPlain) assert.deepEqual(parseElements(encodeElements(key)), key)
      const epc = encodeEpc(key, prefixDigits)
      const hasEpc = key.ai === '00' || key.ai === '8004' || key.serial !== null
      assert.equal(epc !== undefined, hasEpc)
      if (epc !== undefined) assert.deepEqual(parseEpc(epc), key)
    }),
  )
})

test('GS1: published examples, and every wrong digit is found', () => {
  assert.equal(checkDigit('0950600013435'), '2')
  assert.equal(checkDigit('629104150021'), '3')
  assert.equal(parseEpc('urn:epc:id:sscc:0614141.1234567890')?.key, '106141412345678908')
  assert.equal(readAs('gs1', '(01)9506000134352'), '01/09506000134352')
  assert.equal(readAs('gs1', '010950600013435221A1\u001d17270101'), '01/09506000134352/21/A1')
  assert.equal(parseEpc('urn:epc:id:sgtin:0614141.812345.6789')?.key, '80614141123458')
  fc.assert(
    fc.property(of(DIGITS, 13), fc.nat(13), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
      const key = withCheck(digits)
      const wrong = String((Number(key.charAt(at)) + by) % 10)
      assert.equal(parseDigitalLink(`01/${key.slice(0, at)}${wrong}${key.slice(at + 1)}`), undefined)
    }),
  )
})

test('Ecode, Handle, OID and did:web come back', () => {
  const ecodes = fc.constantFrom(...Object.entries(ECODE_LAYOUTS)).chain(([version, layout]) =>
    fc.record(
      {
        version: fc.constant(version),
        system: of(DIGITS, layout.systemDigits),
        code: of(DIGITS, 1, layout.mostCharacters),
      },
      plain,
    ),
  )
  fc.assert(fc.property(ecodes, (parts) => assert.deepEqual(parseEcode(encodeEcode(parts)), parts)))
  assert.equal(parseEcode('9000012'), undefined)
  assert.throws(() => encodeEcode({ version: '1', system: '12', code: '1' }), RangeError)
  assert.deepEqual(parseHandle('hdl:20.500.abC/x/Y路'), { prefix: '20.500.ABC', suffix: 'X/Y路' })
  fc.assert(
    fc.property(of(`${CAPITALS}/.:路灯`, 1, 40), (suffix) => {
      const handle = { prefix: '86.1000', suffix }
      assert.deepEqual(parseHandle(encodeHandle(handle)), handle)
    }),
  )
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 39 }), fc.array(fc.bigInt({ min: 0n }), { maxLength: 5 }), (first, more) => {
      const text = encodeOid([1n, BigInt(first), ...more])
      const arcs = parseOid(`urn:oid:${text}`)
      assert.equal(arcs && encodeOid(arcs), text.length > 200 ? undefined : text)
    }),
  )
  for (const wrong of ['1.40', '3.1', '1.2.03', '1', '1..2']) assert.equal(parseOid(wrong), undefined, wrong)
  const did = { host: 'id.example.org', port: 8443, path: ['things', 'T1'] }
  assert.equal(encodeDidWeb(did), 'did:web:id.example.org%3A8443:things:T1')
  assert.deepEqual(parseDidWeb(encodeDidWeb(did)), did)
  assert.equal(documentOf(did), 'https://id.example.org:8443/things/T1/did.json')
  for (const wrong of ['did:web:10.0.0.1', 'did:web:a..b', 'did:web:a:%zz']) assert.equal(parseDidWeb(wrong), undefined)
})

test('any text whatever is read or refused, and what is read is read the same again', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    of(`${DIGITS}.:/()%`, 1, 60),
    of(`${CAPITALS}-`, 15, 17),
    fc
      .tuple(fc.constantFrom('urn:epc:id:sgtin:', 'did:web:', '(8004)', 'urn:oid:', 'hdl:', '01/'), fc.string())
      .map((two) => two.join('')),
  )
  fc.assert(
    fc.property(texts, (text) => {
      for (const { scheme, value } of readAny(text)) {
        assert.ok(SCHEMES.includes(scheme))
        assert.equal(readAs(scheme, value), value, scheme)
      }
    }),
    { numRuns: 3000 },
  )
})
