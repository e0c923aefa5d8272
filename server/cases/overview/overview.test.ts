import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Report } from '../../../contract/cases/index.ts'
import { createTestCity } from '../../../test/support/city.ts'
import { createFlows, createWorkTime, shippedCalendars } from '../../kernel/flow/index.ts'
import { newId } from '../../kernel/ids.ts'
import { createPhotos } from '../../kernel/photos/index.ts'

import { type Cases, createCases, type FlowingCategory, installCategories } from '../index.ts'

const ZONE = 'Asia/Shanghai'
const HOUR_MS = 3_600_000

let site: Awaited<ReturnType<typeof createTestCity>>
let cases: Cases
let root: string

const cover: FlowingCategory = {
  code: 'streets.cover',
  number: '01-01',
  kind: 'components',
  title: { zh: '井盖', en: 'Manhole cover' },
  className: { zh: '公用设施', en: 'Utilities' },
  words: { zh: [], en: [] },
  subject: 'streets.cover',
  conditions: [
    {
      name: 'shifted',
      title: { zh: '移位', en: 'Shifted' },
      limit: { amount: 2, unit: 'urgent_hours' },
      closing: { zh: '复位', en: 'Back in place' },
    },
  ],
  flow: null,
  lists: {},
}

/** A caller about a cover outside somebody's door. */
const call = (index: number): Report => {
  const street = site.city.listDivisions({ level: 3 })[index]
  assert.ok(street?.centre)
  return {
    channel: 'hotline',
    category: cover.code,
    words: '王阿婆家门口，井盖翻了',
    place: '王阿婆家 12 号 301 室',
    position: street.centre,
    photos: [],
  }
}

const as = (role: string, divisionKey = root) => site.as(role, divisionKey)

before(async () => {
  site = await createTestCity()
  const { kernel, city, dataFolder } = site
  root = city.lookup.root().key
  const calendar = shippedCalendars.get('china')
  assert.ok(calendar)
  const time = createWorkTime(calendar, ZONE)
  const world = { flows: createFlows(), time: () => time }
  const people = { names: async () => new Map([['account-intake', '沈佳']]) }
  cases = createCases(kernel, {
    city: city.lookup,
    privateThings: city.privateThings,
    contactsOf: city.contactsOf,
    people,
    photos: createPhotos(kernel, dataFolder),
    world,
    zone: ZONE,
    linkSecret: 'of this test',
  })
  kernel.access.register(cases.permissions)
  const categories = { pack: 'streets', divisionKey: root, categories: [cover] }
  await kernel.run(installCategories, as('admin'), newId(), categories)
  await kernel.start()
  const opened = await cases.report(as('intake'), newId(), call(0))
  await cases.report(as('intake'), newId(), call(1))
  const file = { action: 'file', version: 1, input: { conditionId: 'streets.cover#shifted' } }
  await cases.step(as('intake'), newId(), opened.case, file)
  await kernel.settled()
})
after(() => site.stop())

test('every figure of today opens a list of as many', async () => {
  const { today, open, hours, divisions } = await cases.overview(as('leader'), { wall: false })
  assert.deepEqual([today.reported, today.filed, today.dispatched], [2, 1, 0])
  const all = { queue: 'all', order: 'due', limit: 50 } as const
  const behind = async (more: object) => (await cases.list(as('leader'), { ...all, ...more })).items.length
  assert.equal(await behind({ openedFrom: today.since }), today.reported)
  assert.equal(await behind({ openedFrom: today.since, reached: 'filed' }), today.filed)
  assert.equal(await behind({ openedFrom: today.since, reached: 'closed' }), today.closed)
  assert.equal(await behind({ closedFrom: today.since }), 0)
  assert.equal(await behind({ reworked: true }), 0)
  assert.equal(await behind({ severity: 'red' }), open.bySeverity.red)
  assert.equal(hours.length, 24)
  const last = hours.at(-1)
  assert.deepEqual([last?.signals, last?.events, last?.cases], [0, 2, 2])
  const openedTo = new Date(Date.parse(last?.from ?? '') + HOUR_MS).toISOString()
  assert.equal(await behind({ openedFrom: last?.from, openedTo }), last?.cases)
  assert.equal(divisions.filter((one) => one.open === 1).length, 2)
})

test('what was last done, as sentences, newest first', async () => {
  const { items } = await cases.recent(as('leader'), { wall: false, limit: 10 })
  assert.deepEqual(
    items.map(({ kind, sentence }) => [kind, sentence.en]),
    [
      ['case.filed', 'File: now “To be dispatched”'],
      ['case.reported', 'Report: now “Reported”'],
      ['case.reported', 'Report: now “Reported”'],
    ].slice(0, items.length),
  )
  assert.equal(items.length, 3)
  assert.match(items[0]?.title ?? '', /王阿婆/)
})

test('a street sees its own, and no other', async () => {
  const [street, other] = site.streets
  const seen = await cases.overview(as('leader', street), { wall: false })
  assert.equal(seen.division.key, street)
  assert.equal(seen.open.total, 1)
  assert.equal((await cases.recent(as('leader', street), { wall: false, limit: 10 })).items.length, 2)
  await assert.rejects(cases.overview(as('leader', street), { division: other, wall: false }), {
    code: 'kernel.not_found',
  })
})

test('a wall is told no names, no numbers of houses and no free words, whoever stands before it', async () => {
  for (const [role, wall] of [
    ['wall', false],
    ['leader', true],
  ] as const) {
    const answers = [
      await cases.overview(as(role), { wall }),
      await cases.points(as(role), { wall }),
      await cases.recent(as(role), { wall, limit: 10 }),
    ]
    assert.doesNotMatch(JSON.stringify(answers), /阿婆|301|12 号|沈佳/)
    assert.match(JSON.stringify(answers), /井盖/)
  }
  const [need] = (await cases.overview(as('leader'), { wall: false })).needs
  assert.match(need?.title ?? '', /王阿婆/)
})

test('on a wall what people told lies in its division and not where it is', async () => {
  const told = (await cases.points(as('leader'), { wall: false })).items
  const shown = (await cases.points(as('leader'), { wall: true })).items
  assert.ok(told.length > 0)
  assert.equal(shown.length, told.length)
  for (const { case: id, lon, lat } of told) {
    const onWall = shown.find((one) => one.case === id)
    assert.ok(onWall)
    assert.notDeepEqual([onWall.lon, onWall.lat], [lon, lat])
    const [here, there] = [site.city.locate(lon, lat), site.city.locate(onWall.lon, onWall.lat)]
    assert.equal(there?.path.at(-2)?.key, here?.path.at(-2)?.key)
  }
})
