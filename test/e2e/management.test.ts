import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { DEMO_TEST_PASSWORD, startHouse, type TestHouse } from '../support/house.ts'
import { assertAccessible, signIn, startBrowser, takeShots, visitor } from './support/browser.ts'

// A kind of thing, a thing and a boundary made on the management pages: in force at once, for everybody.

let house: TestHouse
let browser: Browser
before(async () => {
  house = await startHouse()
  browser = await startBrowser()
})
after(async () => {
  await browser.close()
  await house.stop()
})

const square = [
  [121.44, 31.24],
  [121.45, 31.24],
  [121.45, 31.25],
  [121.44, 31.25],
  [121.44, 31.24],
]
const feature = (properties: object) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates: [square] },
})
const file = (name: string, ...features: object[]) => ({
  name,
  mimeType: 'application/geo+json',
  buffer: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features })),
})
const quarter = { code: '310105999', name: '新片区', level: 3, parent: '310105' }

test('a boundary is checked, looked at and applied; a resident finds its name, without a restart', async () => {
  const context = await visitor(browser, house.origin, { size: 'laptop' })
  const page = await signIn(context, 'admin', DEMO_TEST_PASSWORD, '/manage/grids')
  await page.getByRole('button', { name: '导入边界' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('GeoJSON 文件').setInputFiles(file('bad.geojson', feature(quarter), feature({ level: 3 })))
  await sheet.getByRole('button', { name: '检查并在图上看' }).click()
  await sheet.getByText('没有编号：请给属性 code').waitFor()
  assert.equal(await sheet.getByRole('button', { name: '写入' }).count(), 0)
  await assertAccessible(page)

  await sheet.getByLabel('GeoJSON 文件').setInputFiles(file('good.geojson', feature(quarter)))
  await sheet.getByRole('button', { name: '检查并在图上看' }).click()
  await sheet.getByText('新增 1，改变 0，原样 0').waitFor()
  await sheet.getByRole('img', { name: '将要写入的边界' }).waitFor()
  await takeShots(page, 'management-import')
  await sheet.getByRole('button', { name: '写入' }).click()
  await sheet.getByText('已写入并生效').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('searchbox', { name: '编号或名称' }).fill('新片')
  await page.getByRole('button', { name: '新片区' }).click()
  await assertAccessible(page)
  await takeShots(page, 'management-grids')

  const phone = await visitor(browser, house.origin, { size: 'phone' })
  const report = await phone.newPage()
  await report.goto('/report')
  await report.getByLabel('路名门牌、小区或路口').fill('新片')
  const found = report.getByRole('listbox', { name: '找到的地方' })
  await found.getByRole('option', { name: /新片区/ }).click()
  await report.getByText(/^已选：.*新片区/).waitFor()
  await assertAccessible(report)
})

test('a kind of thing and a thing made by hand; the thing is found by its name in the other language', async () => {
  const context = await visitor(browser, house.origin, { size: 'laptop', language: 'en' })
  const page = await signIn(context, 'admin', DEMO_TEST_PASSWORD, '/manage/thing-types')
  await page.getByRole('button', { name: 'Add a type' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Name in Chinese').fill('智能座椅')
  await sheet.getByLabel('Name in English').fill('Smart bench')
  await sheet.getByLabel('Code of the type').fill('place.bench')
  await sheet.getByLabel('Prefix of codes').fill('BN')
  await sheet.getByRole('button', { name: 'Add a report' }).click()
  await sheet.getByLabel('Word').fill('load')
  await sheet.getByLabel('Name in Chinese').nth(1).fill('承重')
  await sheet.getByLabel('Name in English').nth(1).fill('Load')
  await sheet.getByLabel('Unit').fill('stone')
  await sheet.getByRole('button', { name: 'Save' }).click()
  await sheet.locator('.ant-form-item-explain-error').filter({ hasText: 'A UCUM unit' }).waitFor()
  await sheet.getByLabel('Unit').fill('kg')
  await assertAccessible(page)
  await sheet.getByRole('button', { name: 'Save' }).click()
  await page.waitForURL(/id=place\.bench/)

  await page.goto('/manage/things?id=new')
  await sheet.getByLabel('Type').click()
  await page.keyboard.type('Smart')
  await page.keyboard.press('Enter')
  await sheet.getByLabel('Code', { exact: true }).fill('BN-001')
  await sheet.getByLabel('Name in Chinese').fill('一号座椅')
  await sheet.getByLabel('Name in English').fill('Bench one')
  await sheet.getByRole('combobox', { name: 'Find a place' }).fill('天山路')
  await sheet.getByRole('option').first().click()
  await sheet.getByText(/^Lies in .*Tianshan/).waitFor()
  await sheet.getByRole('button', { name: 'Save' }).click()
  await page.waitForURL(/id=BN-001/)
  await sheet.getByText('No alarm').waitFor()
  await assertAccessible(page)
  await takeShots(page, 'management-thing')

  const found = await house.call('dispatcher', 'GET', `/api/v1/city/search?q=${encodeURIComponent('座椅')}`)
  assert.deepEqual(
    found.body.items?.filter(({ kind }) => kind === 'thing').map(({ code }) => code),
    ['BN-001'],
  )
})
