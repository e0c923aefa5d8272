import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Mapping } from '../../../contract/mappings.ts'
import { bed, greenhouse } from '../../../test/support/greenhouse.ts'
import { createTestKernel, personCtx } from '../../../test/support/kernel.ts'
import { newId } from '../../kernel/ids.ts'
import { createSensing, type Sensing, type Source } from '../index.ts'

let site: Awaited<ReturnType<typeof createTestKernel>>
let sensing: Sensing
const source: Source = { id: 'device:gate', door: 'http', divisionKey: '', may: ({ code }) => code !== 'BED-3' }
const options = { locale: 'en' as const }

before(async () => {
  site = await createTestKernel()
  const since = site.clock.now()
  sensing = createSensing(site.kernel, {
    zone: 'Asia/Shanghai',
    things: async () => [bed(1, '001', since), bed(2, '001', since), bed(3, '002', since)],
  })
  site.kernel.access.register(sensing.permissions)
  site.kernel.kinds.register(sensing.events)
  await sensing.start([greenhouse])
})
after(async () => {
  await sensing.stop()
  await site.stop()
})

const admin = () => personCtx(site.kernel, 'admin', '')
const json = (given: unknown): Buffer => Buffer.from(JSON.stringify(given))
const newest = (code: string) => sensing.latest.of(admin(), code).values
const faultsOf = async (): Promise<string[]> =>
  (
    await site.kernel.pool.whole((tx) =>
      tx.query<{ code: string; detail: string | null }>(
        `select code, params->>'detail' as detail from sensing.set_aside order by id`,
      ),
    )
  ).map(({ code, detail }) => `${code} ${detail ?? ''}`.trim())

test('SenML becomes readings of the thing named, in JSON and CBOR, units turned', async () => {
  const pack = [
    { bn: 'urn:dev:x:', n: 'heat', u: 'K', v: 300.15 },
    { n: 'moisture', u: '%RH', v: 40 },
    { n: 'speed', v: 1 },
  ]
  const answer = await sensing.record.message(source, 'BED-1', 'senml', json(pack), options)
  assert.deepEqual([answer.recorded, answer.refused.map(({ code }) => code)], [2, ['sensing.unknown_property']])
  assert.equal(newest('BED-1').heat?.value, 27)
  const cbor = Buffer.from('81a200686d6f69737475726502182d', 'hex')
  assert.equal((await sensing.record.message(source, 'BED-2', 'senml-cbor', cbor, options)).recorded, 1)
  assert.equal(newest('BED-2').moisture?.value, 45)
})

test('a maker’s own JSON and CSV are read as the mapping of the type says, without code', async () => {
  const text = Buffer.from('at;t;open\n2026-03-02 09:00:00;215;true\n2026-03-02 09:01:00;216;false\n')
  const before = await sensing.record.message(source, 'BED-1', 'csv', text, options)
  assert.equal(before.recorded, 0)
  const mapping = Mapping.parse({
    type: 'greenhouse.bed',
    format: 'csv',
    separator: ';',
    time: 'at',
    clock: 'local',
    fields: [
      { from: 't', property: 'heat', factor: 0.1, offset: -0.5 },
      { from: 'open', property: 'window' },
    ],
  })
  await sensing.formats.setMapping(admin(), newId(), mapping)
  const answer = await sensing.record.message(source, 'BED-2', 'csv', text, options)
  assert.equal(answer.recorded, 4)
  assert.deepEqual(newest('BED-2').heat, { value: 21.1, unit: 'Cel', at: '2026-03-02T01:01:00.000Z' })
  assert.equal(newest('BED-2').window?.value, false)
  // Sent again it counts once: its times say which readings they are.
  assert.equal((await sensing.record.message(source, 'BED-2', 'csv', text, options)).duplicates.length, 4)
  assert.deepEqual(sensing.formats.listMappings(admin()).items, [mapping])
  await sensing.formats.removeMapping(admin(), newId(), 'greenhouse.bed', 'csv')
  assert.equal((await sensing.record.message(source, 'BED-2', 'csv', text, options)).recorded, 0)
  await assert.rejects(sensing.formats.removeMapping(admin(), newId(), 'greenhouse.bed', 'csv'))
  await assert.rejects(sensing.formats.setMapping(personCtx(site.kernel, 'admin', '001'), newId(), mapping))
})

test('an uplink reaches the thing its DevEUI was given, if the network server may send for it', async () => {
  const uplink = (devEui: string) =>
    json({ deviceInfo: { devEui }, fCnt: 3, time: '2026-03-02T01:30:00Z', object: { heat: 30 } })
  const send = (devEui: string) => sensing.record.uplink(source, uplink(devEui), options)
  assert.equal((await send('0102030405060708')).recorded, 0)
  const give = (name: string, thing: string) =>
    sensing.formats.setStation(admin(), newId(), { format: 'lorawan', name, thing })
  await give('0102030405060708', 'BED-1')
  await give('AABBCCDDEEFF0011', 'BED-3')
  assert.equal((await send('0102030405060708')).recorded, 1)
  assert.equal((await send('0102030405060708')).duplicates.length, 1)
  assert.equal((await send('AABBCCDDEEFF0011')).refused[0]?.code, 'sensing.not_permitted')
  const joined = await sensing.record.uplink(source, json({ deviceInfo: { devEui: '0102030405060708' } }), options)
  assert.deepEqual(joined, { recorded: 0, duplicates: [], refused: [] })
  const elsewhere = personCtx(site.kernel, 'admin', '002')
  const steal = { format: 'lorawan' as const, name: '0102030405060708', thing: 'BED-3' }
  await assert.rejects(sensing.formats.setStation(elsewhere, newId(), steal))
  const { items } = await sensing.formats.listStations(elsewhere)
  assert.deepEqual(
    items.map(({ name, thing, hasPassword }) => [name, thing, hasPassword]),
    [['aabbccddeeff0011', 'BED-3', false]],
  )
})

test('what is no message of its format is set aside with its reason', async () => {
  const first = (await faultsOf()).length
  await sensing.record.message(source, 'BED-1', 'senml', Buffer.from('{'), options)
  await sensing.record.message(source, 'BED-9', 'json', json({}), options)
  await sensing.record.message(source, 'BED-1', 'json', json({}), options)
  await sensing.record.uplink(source, json({ hello: 1 }), options)
  assert.deepEqual((await faultsOf()).slice(first), [
    'sensing.malformed no JSON',
    'sensing.malformed thing BED-9',
    'sensing.malformed no mapping for json',
    'sensing.malformed neither ChirpStack nor The Things Stack',
  ])
})
