import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { buildWeb } from '../../server/boot/web.ts'
import { DEMO_TEST_PASSWORD, startHouse, type TestHouse } from '../support/house.ts'
import { until } from '../support/until.ts'
import { type BreakingNetwork, startBreakingNetwork } from './support/breaking-network.ts'
import { assertAccessible, signIn, startBrowser, visitor } from './support/browser.ts'

let network: BreakingNetwork
let house: TestHouse
let browser: Browser
before(async () => {
  await buildWeb(() => {})
  network = await startBreakingNetwork()
  house = await startHouse({ YIWANG_PUBLIC_URL: network.origin })
  network.carryTo(house.origin)
  browser = await startBrowser()
})
after(async () => {
  await browser?.close()
  await house?.stop()
  await network?.stop()
})
beforeEach(() => {
  network.breaks.length = 0
  network.offsets.length = 0
  network.mend()
})

/** Noise does not shrink: it comes in several parts. */
const large = async (name: string) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: await sharp({
    create: {
      width: 1600,
      height: 1200,
      channels: 3,
      background: '#777',
      noise: { type: 'gaussian', mean: 120, sigma: 40 },
    },
  })
    .jpeg()
    .toBuffer(),
})
const noPhoto = { name: 'no-photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('these are words, not a picture') }

const phone = (): Promise<BrowserContext> => visitor(browser, network.origin, { size: 'phone' })

/** From which bytes on the parts of each photo were sent. */
function offsetsOf(): number[][] {
  const of = new Map<string, number[]>()
  for (const { photo, offset } of network.offsets) of.set(photo, [...(of.get(photo) ?? []), offset])
  return [...of.values()]
}

async function photosOf(number: string): Promise<number> {
  const { body } = await house.call('supervisor', 'GET', `/api/v1/cases?queue=all&q=${number}`)
  const it = await house.call('supervisor', 'GET', `/api/v1/cases/${body.items?.[0]?.case}`)
  return (it.body.photos as unknown[]).length
}

test('a public report: parts torn and answers lost, a photo that is none fails alone and is taken out', async () => {
  const context = await phone()
  const page = await context.newPage()
  await page.goto('/report')
  network.breaks.push('torn', 'answer lost', 'torn')
  await page.locator('input[type=file]').setInputFiles([noPhoto, await large('a.jpg')])
  await page.getByRole('alert').filter({ hasText: '不是能识别的照片' }).waitFor()
  await page.getByText('已传好').waitFor()
  await assertAccessible(page)
  await page.getByRole('button', { name: '去掉照片 1' }).click()
  const sent = offsetsOf().find((offsets) => offsets.length > 2) ?? []
  assert.deepEqual(network.breaks, [])
  assert.ok(sent.length > new Set(sent).size, `a torn part is sent again: ${sent}`)
  assert.equal(sent.filter((offset) => offset === 0).length <= 3, true, `and not the whole: ${sent}`)
  await page.getByLabel('所在区域').selectOption({ index: 3 })
  await page.getByText(/^已选：/).waitFor()
  await page.getByRole('button', { name: '报上去' }).click()
  await page.waitForURL('**/r/*')
  await page.getByText('已经收到，谢谢您').waitFor()
  assert.equal(await photosOf((await page.locator('dd').first().textContent()) ?? ''), 1)
  await context.close()
})

async function openReport(context: BrowserContext): Promise<Page> {
  await context.grantPermissions(['geolocation'])
  await context.setGeolocation({ longitude: 121.4201, latitude: 31.2199, accuracy: 6 })
  const page = await signIn(context, 'resident', DEMO_TEST_PASSWORD, '/pocket')
  await page.getByRole('link', { name: '报一件' }).click()
  return page
}

test('a phone that is closed midway goes on where it stood; one bad photo keeps none of the others back', async () => {
  const context = await phone()
  const page = await openReport(context)
  await page.locator('input[type=file]').setInputFiles([await large('a.jpg'), noPhoto, await large('c.jpg')])
  await page.getByRole('img', { name: '照片 3' }).waitFor()
  await page.getByText('井盖', { exact: true }).click()
  network.cutAfter(2)
  await page.getByRole('button', { name: '报上去' }).click()
  await until(async () => network.offsets.length === 2, 'two parts begun')
  await page
    .getByText(/正在传照片 1\/3|没传成|离线/)
    .first()
    .waitFor()
  await page.close()

  const before = network.offsets.length
  network.mend()
  network.breaks.push('torn', 'answer lost')
  const again = await context.newPage()
  await again.goto('/pocket/mine')
  await again.getByRole('alert').filter({ hasText: '照片 2 传不上' }).waitFor()
  await assertAccessible(again)
  const [first, second] = network.offsets.slice(0, 2)
  const [next] = network.offsets.slice(before)
  assert.equal(next?.photo, first?.photo)
  assert.ok((next?.offset ?? 0) >= (second?.offset ?? 0), 'what had arrived is not sent again')
  await again.getByRole('button', { name: '去掉它，其余照传' }).click()
  await again.getByText('已报上去').waitFor()
  const [row] = (await house.call('resident', 'GET', '/api/v1/cases?queue=handled&order=newest')).body.items ?? []
  assert.equal(await photosOf(String(row?.number)), 2)
  await context.close()
})

test('what is on its way can be held back and put away', async () => {
  const context = await phone()
  const page = await openReport(context)
  await page.locator('input[type=file]').setInputFiles([await large('a.jpg')])
  await page.getByRole('img', { name: '照片 1' }).waitFor()
  await page.getByText('井盖', { exact: true }).click()
  network.cutAfter(1)
  await page.getByRole('button', { name: '报上去' }).click()
  await until(async () => network.offsets.length === 1, 'a part begun')
  await page.getByRole('button', { name: '先别传' }).click()
  await page.getByText('还没写完').waitFor()
  network.mend()
  await page.getByRole('button', { name: '不要了' }).click()
  await page.getByText('还没写完').waitFor({ state: 'detached' })
  assert.equal(network.offsets.length, 1)
  await context.close()
})
