import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readCbor } from './cbor.ts'
import { FAULTS_MAX, SAMPLES_MAX, Undecodable } from './decoded.ts'
import { decodeSenmlCbor, decodeSenmlJson } from './senml.ts'

const NOW = Date.UTC(2026, 6, 1)
const json = (pack: unknown) => decodeSenmlJson(Buffer.from(JSON.stringify(pack)), NOW)

test('names, times, units and values build on the base before them', () => {
  const { samples, faults } = json([
    { bn: 'urn:dev:ow:10e2073a01080063:', bt: 1_320_067_464, bu: '%RH', v: 21.2, n: 'humidity' },
    { t: 60, v: 21.3, n: 'humidity' },
    { n: 'open', vb: true },
    { n: 'lamp', vs: 'on', u: 'x' },
    { n: 'sum', s: 12 },
  ])
  const thing = 'urn:dev:ow:10e2073a01080063'
  assert.deepEqual(faults, [])
  assert.deepEqual(samples, [
    { name: 'humidity', value: 21.2, atMs: 1_320_067_464_000, unit: '%', thing },
    { name: 'humidity', value: 21.3, atMs: 1_320_067_524_000, unit: '%', thing },
    { name: 'open', value: true, atMs: 1_320_067_464_000, thing },
    { name: 'lamp', value: 'on', atMs: 1_320_067_464_000, thing },
  ])
})

test('small times count from now, and none is as it arrives', () => {
  const { samples } = json([
    { n: 'a', v: 1, t: -5 },
    { n: 'a', v: 2 },
  ])
  assert.deepEqual(samples, [
    { name: 'a', value: 1, atMs: NOW - 5000 },
    { name: 'a', value: 2 },
  ])
})

test('what must be understood and is not is refused whole', () => {
  assert.throws(() => json([{ bver: 11, n: 'a', v: 1 }]), Undecodable)
  assert.throws(() => json([{ n: 'a', v: 1, later_: 2 }]), Undecodable)
  assert.throws(() => json({ n: 'a', v: 1 }), Undecodable)
  assert.deepEqual(json([{ n: '-bad', v: 1 }, 7, { n: 'good', v: 1 }]), {
    samples: [{ name: 'good', value: 1 }],
    faults: ['name -bad', 'record 1'],
  })
})

/** CBOR as RFC 8949 writes it, enough for the tests. */
function cbor(value: unknown): Buffer {
  const head = (major: number, length: number): Buffer => {
    if (length < 24) return Buffer.from([(major << 5) | length])
    const bytes = Buffer.alloc(5)
    bytes[0] = (major << 5) | 26
    bytes.writeUInt32BE(length, 1)
    return bytes
  }
  if (typeof value === 'boolean') return Buffer.from([value ? 0xf5 : 0xf4])
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (typeof value === 'number') {
    if (Number.isInteger(value) && Math.abs(value) < 2 ** 32) return value < 0 ? head(1, -1 - value) : head(0, value)
    const bytes = Buffer.alloc(9, 0xfb)
    bytes.writeDoubleBE(value, 1)
    return bytes
  }
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)])
  if (value instanceof Map)
    return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, one]) => [cbor(key), cbor(one)])])
  throw new Error('not needed')
}

test('CBOR says the same as JSON', () => {
  const record = fc.record({
    n: fc.constantFrom('a', 'b/c'),
    v: fc.double({ noNaN: true, noDefaultInfinity: true }).filter((v) => !Object.is(v, -0)),
    t: fc.integer({ min: -1000, max: 1_800_000_000 }),
  })
  fc.assert(
    fc.property(fc.array(record, { maxLength: 5 }), (records) => {
      const numbered = records.map(
        ({ n, v, t }) =>
          new Map<number, unknown>([
            [0, n],
            [2, v],
            [6, t],
          ]),
      )
      assert.deepEqual(decodeSenmlCbor(cbor(numbered), NOW), json(records))
    }),
  )
})

test('the examples of RFC 8949 are read', () => {
  const of = (hex: string): unknown => readCbor(Buffer.from(hex, 'hex'))
  assert.equal(of('1b000000e8d4a51000'), 1_000_000_000_000)
  assert.equal(of('3903e7'), -1000)
  assert.equal(of('f93e00'), 1.5)
  assert.equal(of('f90001'), 2 ** -24)
  assert.equal(of('fa47c35000'), 100_000)
  assert.equal(of('c11a514b67b0'), 1_363_896_240)
  assert.equal(of('7f657374726561646d696e67ff'), 'streaming')
  assert.deepEqual(of('9f018202039f0405ffff'), [1, [2, 3], [4, 5]])
  assert.deepEqual({ ...(of('bf61610161629f0203ffff') as object) }, { a: 1, b: [2, 3] })
})

test('whatever the bytes, only their own fault, within bounds', () => {
  const attempt = (decode: () => { samples: readonly unknown[]; faults: readonly unknown[] }): void => {
    try {
      const { samples, faults } = decode()
      assert.ok(samples.length <= SAMPLES_MAX && faults.length <= FAULTS_MAX)
    } catch (error) {
      assert.ok(error instanceof Undecodable, String(error))
    }
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.json(), (bytes, text) => {
      attempt(() => decodeSenmlCbor(Buffer.from(bytes), NOW))
      attempt(() => decodeSenmlJson(Buffer.from(text), NOW))
      attempt(() => decodeSenmlJson(Buffer.from(`[${text}]`), NOW))
    }),
    { numRuns: 2000 },
  )
  attempt(() => decodeSenmlCbor(Buffer.alloc(5000, 0x9f), NOW))
  attempt(() => json(Array.from({ length: 20_000 }, () => ({ n: 'a', v: 1 }))))
})
