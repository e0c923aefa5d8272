import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { Mapping } from '../../../contract/mappings.ts'
import { bed, greenhouse } from '../../../test/support/greenhouse.ts'
import { createTestKernel, personCtx } from '../../../test/support/kernel.ts'
import { until } from '../../../test/support/until.ts'
import { newId } from '../../kernel/ids.ts'
import { createSensing, hj212, type Sensing } from '../../sensing/index.ts'
import { type Hj212Door, openHj212Door } from './index.ts'

const MN = '010000A8900016F000169DC0'
let site: Awaited<ReturnType<typeof createTestKernel>>
let sensing: Sensing
let door: Hj212Door

before(async () => {
  site = await createTestKernel()
  const since = site.clock.now()
  sensing = createSensing(site.kernel, { zone: 'Asia/Shanghai', things: async () => [bed(1, '001', since)] })
  site.kernel.access.register(sensing.permissions)
  site.kernel.kinds.register(sensing.events)
  await sensing.start([greenhouse])
  const admin = personCtx(site.kernel, 'admin', '')
  const fields = [
    { from: 'a01001-Rtd', property: 'heat' },
    { from: '2061:a01002-Avg', property: 'moisture' },
  ]
  await sensing.formats.setMapping(admin, newId(), Mapping.parse({ type: 'greenhouse.bed', format: 'hj212', fields }))
  const station = { format: 'hj212' as const, name: MN, thing: 'BED-1', password: '123456' }
  await sensing.formats.setStation(admin, newId(), station)
  door = await openHj212Door(site.kernel, sensing, { port: 0, host: '127.0.0.1' })
})
after(async () => {
  await door.stop()
  await sensing.stop()
  await site.stop()
})

const packet = (
  cn: string,
  body: string,
  { pw = '123456', mn = MN, flag = 5, qn = '20260302090000001' } = {},
): Buffer => hj212.frame(`QN=${qn};ST=22;CN=${cn};PW=${pw};MN=${mn};Flag=${flag};CP=&&${body}&&`)

async function open(): Promise<{ socket: Socket; answers: string[] }> {
  const socket = connect(door.port, '127.0.0.1')
  await once(socket, 'connect')
  const answers: string[] = []
  let rest: Buffer = Buffer.alloc(0)
  socket.on('error', () => {})
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    for (let framed = hj212.readFrame(rest); framed.kind === 'packet'; framed = hj212.readFrame(rest)) {
      answers.push(framed.data)
      rest = rest.subarray(framed.end)
    }
  })
  return { socket, answers }
}

const values = () => sensing.latest.of(personCtx(site.kernel, 'admin', ''), 'BED-1').values
const count = async (): Promise<number> => {
  const text = 'select count(*)::integer as count from sensing.reading'
  const [row] = await site.kernel.pool.whole((tx) => tx.query<{ count: number }>(text))
  return row?.count ?? 0
}

test('values are on disk when they are answered, in pieces and several at a time, late ones in their place', async () => {
  const { socket, answers } = await open()
  const sent = Buffer.concat([
    packet('2011', 'DataTime=20260302090000;a01001-Rtd=21.5,a01001-Flag=N;a34004-Rtd=1,a34004-Flag=N'),
    packet('2061', 'DataTime=20260302080000;a01002-Avg=44,a01002-Max=50,a01002-Flag=N'),
    packet('2011', 'DataTime=20260301000000;a01001-Rtd=11,a01001-Flag=N', { flag: 4 }),
    packet('2011', 'DataTime=20260302090500;a01001-Rtd=22,a01001-Flag=N'),
  ])
  for (let at = 0; at < sent.length; at += 37) socket.write(sent.subarray(at, at + 37))
  await until(() => answers.length === 3, 'three answers')
  assert.equal(await count(), 4)
  assert.ok(answers.every((one) => one.includes('CN=9014;') && one.includes('QN=20260302090000001;')))
  assert.deepEqual(values().heat, { value: 22, unit: 'Cel', at: '2026-03-02T01:05:00.000Z' })
  assert.deepEqual(values().moisture, { value: 44, unit: '%', at: '2026-03-02T00:00:00.000Z' })
  socket.write(packet('2011', 'DataTime=20260302090500;a01001-Rtd=22,a01001-Flag=N'))
  await until(() => answers.length === 4, 'the answer to what was sent again')
  assert.equal(await count(), 4)
  socket.destroy()
})

test('a notice is answered as one; noise and a wrong CRC are passed over; a faulty value is set aside', async () => {
  const { socket, answers } = await open()
  const broken = packet('2011', 'DataTime=20260302091000;a01001-Rtd=23,a01001-Flag=N')
  broken[20] = 0x58
  const before = await count()
  socket.write(Buffer.concat([Buffer.from('\r\nhello ##12'), broken]))
  socket.write(packet('3019', 'PolId=a01001'))
  socket.write(packet('2011', 'DataTime=20260302091100;a01001-Rtd=99,a01001-Flag=D'))
  await until(() => answers.length === 2, 'two answers')
  assert.match(answers[0] ?? '', /CN=9013;/)
  assert.equal(await count(), before)
  const refused = await site.kernel.pool.whole((tx) =>
    tx.query<{ detail: string; door: string }>(`select params->>'detail' as detail, door from sensing.set_aside`),
  )
  assert.deepEqual(refused, [{ detail: 'a01001-Rtd D', door: 'hj212' }])
  socket.destroy()
})

test('a message in two packets has one time; whoever is unknown or has another password is disconnected', async () => {
  const { socket, answers } = await open()
  const qn = '20260302092000001'
  socket.write(packet('2011', 'DataTime=20260302092000;a34004-Rtd=1,a34004-Flag=N', { flag: 7, qn }))
  socket.write(packet('2011', 'a01001-Rtd=24,a01001-Flag=N', { flag: 7, qn }))
  await until(() => answers.length === 2, 'two answers')
  assert.equal(values().heat?.at, '2026-03-02T01:20:00.000Z')
  socket.destroy()
  for (const wrong of [{ pw: '000000' }, { mn: 'UNKNOWN' }]) {
    const stranger = await open()
    const closed = once(stranger.socket, 'close')
    stranger.socket.write(packet('2011', 'DataTime=20260302093000;a01001-Rtd=25,a01001-Flag=N', wrong))
    await closed
    assert.deepEqual(stranger.answers, [])
  }
  assert.equal(values().heat?.at, '2026-03-02T01:20:00.000Z')
})

test('without a commit there is no answer', async () => {
  const { socket, answers } = await open()
  const owner = new pg.Client(site.database.ownerUrl)
  await owner.connect()
  await owner.query('begin; lock table sensing.batch in exclusive mode')
  const closed = once(socket, 'close')
  socket.write(packet('2011', 'DataTime=20260302094000;a01001-Rtd=26,a01001-Flag=N'))
  const waiting = async (): Promise<number[]> =>
    (await owner.query<{ pid: number }>('select pid from pg_locks where not granted')).rows.map(({ pid }) => pid)
  await until(async () => (await waiting()).length > 0, 'the write')
  for (const pid of await waiting()) await owner.query(`select pg_terminate_backend(${pid})`)
  await closed
  assert.deepEqual(answers, [])
  await owner.query('rollback')
  await owner.end()
})
