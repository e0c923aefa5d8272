import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { bed, greenhouse } from '../../test/support/greenhouse.ts'
import { createTestKernel, personCtx } from '../../test/support/kernel.ts'
import { newId } from '../kernel/ids.ts'
import { createSensing, type Sensing } from '../sensing/index.ts'
import { createOutlook, type Outlook } from './outlook.ts'

const HOUR_MS = 3_600_000
const PAST_HOURS = 24 * 14
let site: Awaited<ReturnType<typeof createTestKernel>>
let sensing: Sensing
let outlook: Outlook
const as = (divisionKey: string) => personCtx(site.kernel, 'dispatcher', divisionKey)
const dayOf = (hour: number) => 50 + 10 * Math.sin((2 * Math.PI * hour) / 24)
const hourNow = () => Math.floor(site.clock.now().getTime() / HOUR_MS)

before(async () => {
  site = await createTestKernel()
  const since = site.clock.now()
  const things = async () => [bed(1, '001', since), bed(2, '002', since)]
  sensing = createSensing(site.kernel, { zone: 'Asia/Shanghai', things })
  site.kernel.access.register(sensing.permissions)
  await sensing.start([greenhouse])
  outlook = createOutlook({ views: sensing.views, zone: 'Asia/Shanghai' })
  const now = hourNow()
  const readings = Array.from({ length: PAST_HOURS }, (_, at) => {
    const hour = now - PAST_HOURS + at
    const value = at === PAST_HOURS - 30 ? 99 : dayOf(hour) + ((at * 7919) % 10) / 10
    return { thing: 'BED-1', property: 'moisture', value, at: new Date(hour * HOUR_MS).toISOString() }
  })
  const gateway = { id: newId(), door: 'http' as const, divisionKey: '', may: () => true }
  await sensing.record.items(gateway, readings, { locale: 'en' })
})
after(async () => {
  await sensing.stop()
  await site.stop()
})

test('the coming hours go on with the days before, from the hour that is not over', async () => {
  const { forecast, unit } = await outlook.forecast(as('001'), 'BED-1', { property: 'moisture', hours: 12 })
  assert.equal(unit, '%')
  assert.ok(forecast !== null)
  assert.equal(forecast.points.length, 12)
  for (const [step, { at, value, low, high }] of forecast.points.entries()) {
    const hour = hourNow() + step
    assert.equal(Date.parse(at), hour * HOUR_MS)
    assert.ok(Math.abs(value - dayOf(hour)) < 5, `${value} for ${dayOf(hour)}`)
    assert.ok(low <= value && value <= high)
  }
})

test('a value far from its days is an anomaly with its time and reason', async () => {
  const { anomalies } = await outlook.anomalies(as('001'), 'BED-1', 'moisture')
  const at = new Date((hourNow() - 30) * HOUR_MS).toISOString()
  const found = anomalies.find((one) => one.at === at)
  assert.ok(found !== undefined && found.value === 99 && found.score >= 0.5 && found.score <= 1)
})

test('without a past there is no forecast and no anomaly', async () => {
  assert.equal((await outlook.forecast(as('001'), 'BED-1', { property: 'heat', hours: 24 })).forecast, null)
  assert.deepEqual((await outlook.anomalies(as('001'), 'BED-1', 'heat')).anomalies, [])
})

test('what a person may not see is neither forecast nor judged', async () => {
  await assert.rejects(outlook.forecast(as('002'), 'BED-1', { property: 'moisture', hours: 24 }))
  await assert.rejects(outlook.anomalies(as('002'), 'BED-1', 'moisture'))
})
