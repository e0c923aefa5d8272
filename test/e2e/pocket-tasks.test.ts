import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { buildWeb } from '../../server/boot/web.ts'
import { DEMO_TEST_PASSWORD, startHouse, type TestHouse } from '../support/house.ts'
import { until } from '../support/until.ts'
import { assertAccessible, signIn, startBrowser, visitor } from './support/browser.ts'

let house: TestHouse
let browser: Browser
before(async () => {
  await buildWeb(() => {})
  house = await startHouse()
  browser = await startBrowser()
})
after(async () => {
  await browser?.close()
  await house?.stop()
})

test('more tasks than a list holds: the phone says so and shows the rest', async () => {
  const count = 103
  for (let at = 0; at < count; at += 1) {
    const position = { lon: 121.39 + (at % 10) * 0.002, lat: 31.205 + Math.floor(at / 10) * 0.001 }
    const report = { channel: 'patrol', category: 'city-basics.manhole-cover', words: `井盖移位 ${at}`, position }
    assert.equal((await house.call('inspector', 'POST', '/api/v1/reports', report)).status, 200)
  }
  const context = await visitor(browser, house.origin, { size: 'phone' })
  const page = await signIn(context, 'intake', DEMO_TEST_PASSWORD, '/pocket')
  const cards = page.locator('section[aria-labelledby=tasks] li:has(> *)')
  await page.getByText('上面是前 100 件，还有更多').waitFor()
  assert.equal(await cards.count(), 100)
  await assertAccessible(page)
  await page.getByRole('button', { name: '再列一些' }).click()
  await until(async () => (await cards.count()) === count, 'all are listed')
  assert.equal(await page.getByText('还有更多').count(), 0)
  await context.close()
})
