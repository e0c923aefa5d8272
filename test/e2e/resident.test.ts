import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { startHouse, type TestHouse } from '../support/house.ts'
import { assertAccessible, startBrowser, takeShots, visitor } from './support/browser.ts'

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

test('somebody without an account reports from the sign-in page, follows it, adds to it and objects', async () => {
  const context = await visitor(browser, house.origin, { size: 'phone' })
  const page = await context.newPage()
  await page.goto('/')
  await page.waitForURL('**/sign-in/*')
  await page.getByRole('link', { name: '我要上报' }).click()
  await page.waitForURL('**/report')
  await page.getByLabel('写几句').fill('路口的井盖翘起来了，绊倒人')
  await page.getByText('井盖', { exact: false }).first().waitFor()
  await page.getByLabel('所在区域').selectOption({ index: 3 })
  await page.getByText(/^已选：/).waitFor()
  const picture = await sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#567' } })
    .jpeg()
    .toBuffer()
  await page.locator('input[type=file]').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: picture })
  await page.getByText('已传好').waitFor()
  await page.getByLabel('手机号').fill('13900001234')
  await assertAccessible(page)
  await page.evaluate('scrollTo(0, 0)')
  await takeShots(page, 'resident-form')
  await page.getByRole('button', { name: '报上去' }).click()
  await page.waitForURL('**/r/*')
  await page.getByText('已经收到，谢谢您').waitFor()
  await assertAccessible(page)
  await takeShots(page, 'resident-made')
  const number = (await page.locator('dd').first().textContent()) ?? ''
  const address = page.url().split('?')[0] ?? ''

  await page.getByRole('button', { name: '补充说明或照片' }).click()
  await page.getByLabel('补充几句').fill('今天又绊倒一个')
  await page.getByRole('button', { name: '补充上去' }).click()
  await page.getByText('今天又绊倒一个').waitFor()

  const list = await house.call('intake', 'GET', `/api/v1/cases?queue=all&q=${number}`)
  const [found] = list.body.items ?? []
  const refuse = { action: 'refuse', version: found?.version, input: { reason: 'below_condition' } }
  const refused = await house.call('intake', 'POST', `/api/v1/cases/${found?.case}/steps`, refuse)
  assert.equal(refused.status, 200, JSON.stringify(refused.body))

  const desk = await visitor(browser, house.origin, { size: 'laptop', language: 'en', theme: 'dark' })
  const later = await desk.newPage()
  await later.goto('/report/find')
  await later.getByLabel('Number').first().fill(number)
  await later.getByLabel('Mobile number').fill('139 0000 1234')
  await later.getByRole('button', { name: 'Look up' }).click()
  await later.getByText('Not accepted: Below the conditions for filing').waitFor()
  await later.getByRole('button', { name: 'Object' }).click()
  await later.getByLabel('In words').fill('It really sticks up')
  await assertAccessible(later)
  await takeShots(later, 'resident-object')
  await later.getByRole('button', { name: 'Send' }).click()
  await later.getByText('You objected; it will be looked at again').waitFor()

  await page.goto(address)
  await page.getByText('您提出了异议').waitFor()
  await page.getByRole('button', { name: '大字' }).click()
  await takeShots(page, 'resident-progress')
  await context.close()
  await desk.close()
})
