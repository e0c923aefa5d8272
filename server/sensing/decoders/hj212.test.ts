import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { SAMPLES_MAX, Undecodable } from './decoded.ts'
import { answerTo, crcOf, decodeHj212, frame, type Packet, parsePacket, readFrame } from './hj212.ts'
import { createLocalTime } from './local-time.ts'

const beijing = createLocalTime('Asia/Shanghai')
const HEAD = 'QN=20160801085857223;ST=22;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;'

test('the standard’s own example has the standard’s own CRC', () => {
  const data = 'QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&'
  assert.equal(data.length, 101)
  assert.equal(crcOf(Buffer.from(data)), 0x1c80)
  assert.equal(frame(data).toString(), `##0101${data}1C80\r\n`)
})

test('real-time values come out with their time; those not marked as good are faults', () => {
  const body =
    'DataTime=20160801085857;a34004-Rtd=0.035,a34004-Flag=N;a34002-Rtd=0.1,a34002-Flag=D;LA-Rtd=61.5,LA-Flag=T;x=1'
  const packet = parsePacket(`${HEAD}CP=&&${body}&&`)
  const { samples, faults } = decodeHj212(packet, beijing, undefined)
  const atMs = Date.UTC(2016, 7, 1, 0, 58, 57)
  assert.deepEqual(samples, [
    { name: 'a34004-Rtd', value: 0.035, atMs },
    { name: 'LA-Rtd', value: 61.5, atMs },
  ])
  assert.deepEqual(faults, ['a34002-Rtd D'])
})

test('figures of a minute, an hour and a day have names of their own, however late they come', () => {
  for (const cn of ['2051', '2061', '2031']) {
    const body = 'DataTime=20160801080000;w01018-Cou=4,w01018-Min=1.1,w01018-Avg=2,w01018-Max=3.5,w01018-Flag=N'
    const packet = parsePacket(`${HEAD.replace('2011', cn)}CP=&&${body}&&`)
    const names = decodeHj212(packet, beijing, undefined).samples.map(({ name, value }) => [name, value])
    assert.deepEqual(names, [
      [`${cn}:w01018-Cou`, 4],
      [`${cn}:w01018-Min`, 1.1],
      [`${cn}:w01018-Avg`, 2],
      [`${cn}:w01018-Max`, 3.5],
    ])
  }
})

test('an answer bears the number of what it answers', () => {
  const framed = readFrame(answerTo(parsePacket(`${HEAD}CP=&&&&`)))
  assert.ok(framed.kind === 'packet')
  const { qn, st, cn, mn, wantsAnswer } = parsePacket(framed.data)
  const expected = ['20160801085857223', '91', '9014', '010000A8900016F000169DC0', false]
  assert.deepEqual([qn, st, cn, mn, wantsAnswer], expected)
})

/** Takes a stream apart as the door does, in pieces of given sizes. */
function takeApart(bytes: Buffer, sizes: readonly number[]): string[] {
  const found: string[] = []
  let rest = Buffer.alloc(0)
  let at = 0
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1
    rest = Buffer.concat([rest, bytes.subarray(at, at + size)])
    at += size
    for (let framed = readFrame(rest); framed.kind !== 'incomplete'; framed = readFrame(rest)) {
      if (framed.kind === 'packet') found.push(framed.data)
      rest = rest.subarray(framed.kind === 'packet' ? framed.end : framed.skip)
    }
  }
  return found
}

test('packets are found whatever the pieces they come in and whatever stands between them', () => {
  const data = fc.string({ unit: fc.constantFrom(...'QNST=;,0123abc&'), maxLength: 80 })
  const noise = fc.string({ unit: fc.constantFrom(...'xy\r\n 01'), maxLength: 20 })
  fc.assert(
    fc.property(
      fc.array(fc.tuple(noise, data), { maxLength: 8 }),
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 }),
      (parts, sizes) => {
        const bytes = Buffer.concat(parts.flatMap(([between, one]) => [Buffer.from(between), frame(one)]))
        assert.deepEqual(
          takeApart(bytes, sizes),
          parts.map(([, one]) => one),
        )
      },
    ),
  )
})

test('whatever the bytes, a reader goes on, says nothing but its own fault, and stays within its bounds', () => {
  const seed = frame(`${HEAD}CP=&&DataTime=20160801085857;a34004-Rtd=0.035,a34004-Flag=N&&`)
  const changes = fc.array(fc.tuple(fc.nat(seed.length - 1), fc.nat(255)), { maxLength: 6 })
  fc.assert(
    fc.property(changes, fc.uint8Array({ maxLength: 300 }), (changed, more) => {
      const bytes = Buffer.concat([seed, more])
      for (const [at, byte] of changed) bytes[at] = byte
      const found = takeApart(bytes, [17, 64])
      // Without the CRC too, so that the fuzz reaches behind it.
      for (const data of [...found, bytes.toString('latin1', 6, seed.length - 6)]) {
        let packet: Packet
        try {
          packet = parsePacket(data)
          const { samples } = decodeHj212(packet, beijing, 0)
          assert.ok(samples.length <= SAMPLES_MAX)
          for (const { value, atMs } of samples) assert.ok(Number.isFinite(value) && Number.isFinite(atMs))
        } catch (error) {
          assert.ok(error instanceof Undecodable, String(error))
        }
      }
    }),
    { numRuns: 1500 },
  )
})

test('wall clocks of a zone are moments, but for times that never were', () => {
  assert.equal(beijing(2026, 7, 1, 8, 0, 0), Date.UTC(2026, 6, 1))
  assert.ok(Number.isNaN(beijing(2026, 6, 31, 8, 0, 0)))
  const berlin = createLocalTime('Europe/Berlin')
  assert.equal(berlin(2026, 7, 1, 12, 0, 0), Date.UTC(2026, 6, 1, 10))
  assert.equal(berlin(2026, 1, 1, 12, 0, 0), Date.UTC(2026, 0, 1, 11))
  assert.ok(Number.isNaN(berlin(2026, 3, 29, 2, 30, 0)))
})
