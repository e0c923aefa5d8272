import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { SAMPLES_MAX, Undecodable } from './decoded.ts'
import { decodeUplink } from './lorawan.ts'

const uplink = (given: unknown) => decodeUplink(Buffer.from(JSON.stringify(given)))

test('an uplink of ChirpStack', () => {
  const found = uplink({
    time: '2026-07-01T06:00:00.123456789+00:00',
    deviceInfo: { tenantName: 't', applicationId: 'a', devEui: '0102030405060708' },
    devAddr: '00189440',
    fCnt: 12,
    fPort: 1,
    data: 'qg==',
    object: {
      level: 3.2,
      battery: { volts: 3.6 },
      lid: false,
      words: ['a', null],
      deep: { a: { b: { c: { d: { e: 1 } } } } },
    },
    rxInfo: [],
  })
  const more = { atMs: Date.UTC(2026, 6, 1, 6, 0, 0, 123), seq: 12 }
  assert.equal(found?.devEui, '0102030405060708')
  assert.deepEqual(found?.samples, [
    { name: 'level', value: 3.2, ...more },
    { name: 'battery.volts', value: 3.6, ...more },
    { name: 'lid', value: false, ...more },
    { name: 'words.0', value: 'a', ...more },
  ])
  assert.deepEqual(found?.faults, ['deep.a.b.c.d'])
})

test('an uplink of The Things Stack', () => {
  const found = uplink({
    end_device_ids: { device_id: 'd1', dev_eui: 'A84041000181C061', application_ids: { application_id: 'a' } },
    received_at: '2026-07-01T06:00:01.5Z',
    uplink_message: {
      f_cnt: 7,
      f_port: 2,
      frm_payload: 'AQ==',
      decoded_payload: { level: 1 },
      received_at: '2026-07-01T06:00:00Z',
    },
  })
  assert.equal(found?.devEui, 'a84041000181c061')
  assert.deepEqual(found?.samples, [{ name: 'level', value: 1, atMs: Date.UTC(2026, 6, 1, 6), seq: 7 }])
})

test('an uplink nobody decoded says what to do; other events are none; other senders are told', () => {
  const device = { deviceInfo: { devEui: '0102030405060708' } }
  assert.match(uplink({ ...device, fCnt: 1, data: 'qg==' })?.faults[0] ?? '', /codec/)
  assert.equal(uplink({ ...device, time: '2026-07-01T06:00:00Z', devAddr: '00189440' }), undefined)
  assert.equal(uplink({ end_device_ids: { dev_eui: '0102030405060708' }, join_accept: {} }), undefined)
  assert.throws(() => uplink({ hello: 1 }), Undecodable)
  assert.throws(() => uplink({ deviceInfo: { devEui: '01' }, fCnt: 1 }), Undecodable)
})

test('whatever the bytes, only its own fault, within bounds', () => {
  const anything = fc.json({ maxDepth: 8 })
  fc.assert(
    fc.property(anything, fc.uint8Array({ maxLength: 100 }), (text, bytes) => {
      const sent = [
        text,
        `{"deviceInfo":{"devEui":"0102030405060708"},"fCnt":1,"object":${text}}`,
        `{"end_device_ids":${text},"uplink_message":${text}}`,
      ]
      for (const one of [...sent.map((given) => Buffer.from(given)), Buffer.from(bytes)]) {
        try {
          const found = decodeUplink(one)
          assert.ok((found?.samples.length ?? 0) <= SAMPLES_MAX)
        } catch (error) {
          assert.ok(error instanceof Undecodable, String(error))
        }
      }
    }),
    { numRuns: 1500 },
  )
})
