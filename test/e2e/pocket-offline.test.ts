import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
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

/** A phone in the street, which its person lets say where it is. */
async function phone(longitude: number): Promise<BrowserContext> {
  const context = await visitor(browser, house.origin, { size: 'phone' })
  await context.grantPermissions(['geolocation'])
  await context.setGeolocation({ longitude, latitude: 31.2199, accuracy: 6 })
  return context
}

const openPocket = (context: BrowserContext, account: string): Promise<Page> =>
  signIn(context, account, DEMO_TEST_PASSWORD, '/pocket')

/** From now on the pages open without a network. */
async function pagesKept(page: Page): Promise<void> {
  await page.evaluate('navigator.serviceWorker.ready')
  await until(() => page.evaluate<boolean>('navigator.serviceWorker.controller !== null'), 'pages kept')
}

const picture = async () => ({
  name: 'photo.jpg',
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#678' } })
    .jpeg()
    .toBuffer(),
})

/** Photo, kind, a few words; sent, or kept until there is a network. */
async function report(page: Page, words: string): Promise<void> {
  await page.getByRole('link', { name: '报一件' }).click()
  await page.locator('input[type=file]').setInputFiles(await picture())
  await page.getByRole('img', { name: '照片 1' }).waitFor()
  await page.getByText('井盖', { exact: true }).click()
  await page.getByRole('textbox', { name: '说几句' }).fill(words)
  await page.getByRole('button', { name: /报上去|先存着/ }).click()
}

interface Row {
  readonly case: string
  readonly number: string
}

async function reportsOf(account: string): Promise<Row[]> {
  const { body } = await house.call(account, 'GET', '/api/v1/cases?queue=handled&order=newest')
  return (body.items ?? []) as unknown as Row[]
}

interface Acted {
  readonly version: number
  readonly actions: readonly { id: string; fields: readonly { id: string; options: readonly { id: string }[] }[] }[]
}

/** Takes a step over the API: choices by the first offered, unless given. */
async function step(account: string, id: string, action: string, given: Record<string, unknown> = {}): Promise<void> {
  const { version, actions } = (await house.call(account, 'GET', `/api/v1/cases/${id}`)).body as unknown as Acted
  const fields = actions.find((one) => one.id === action)?.fields ?? []
  const chosen = fields.flatMap(({ id: field, options }) => (options[0] ? [[field, options[0].id]] : []))
  const input = { ...Object.fromEntries(chosen), ...given }
  const { status, body } = await house.call(account, 'POST', `/api/v1/cases/${id}/steps`, { action, version, input })
  assert.equal(status, 200, `${action}: ${JSON.stringify(body)}`)
}

async function keepPhoto(account: string): Promise<string> {
  const id = crypto.randomUUID()
  const { status } = await house.call(account, 'PUT', `/api/v1/photos/${id}`, (await picture()).buffer)
  assert.equal(status, 200)
  return id
}

test('a resident reports without a network, comes back to one, and follows the case to its end', async () => {
  const context = await phone(121.4201)
  const page = await openPocket(context, 'resident')
  await pagesKept(page)
  await context.setOffline(true)
  await page.reload()
  await report(page, '井盖移位，晚上看不见')
  await page.getByText('离线 · 1 件待传').waitFor()
  await page.reload()
  await page.getByText('没有网络，已存在手机里').waitFor()
  await assertAccessible(page)
  assert.deepEqual(await reportsOf('resident'), [])

  await context.setOffline(false)
  const [row] = await until(async () => {
    const rows = await reportsOf('resident')
    return rows.length > 0 && rows
  }, 'the report arrived')
  assert.ok(row)
  await page.getByRole('link', { name: row.number }).first().click()
  await page.getByText('已收到，等人受理').waitFor()
  await page.getByRole('img', { name: '现场照片 1' }).waitFor()

  // The page is not loaded again: each step comes to it.
  const { body: crew } = await house.call('crew', 'GET', '/api/v1/me')
  await step('intake', row.case, 'file')
  await page.getByText('已受理，正在找谁来办').waitFor()
  await step('dispatcher', row.case, 'dispatch', { unitId: (crew.unit as { id: string }).id })
  await page.getByText('等他们接单').waitFor()
  await step('crew', row.case, 'accept')
  await page.getByText('正在办').first().waitFor()
  const photos = { 'photos.before': [await keepPhoto('crew')], 'photos.after': [await keepPhoto('crew')] }
  await step('crew', row.case, 'finish', photos)
  await page.getByText('已办完，等人到现场看').waitFor()
  await step('inspector', row.case, 'pass')
  await step('inspector', row.case, 'close')
  await page.getByText('办结了').first().waitFor()
  await page.getByRole('img', { name: '处置后照片 1' }).waitFor()
  await assertAccessible(page)
  assert.equal((await reportsOf('resident')).length, 1)
  await context.close()
})

test('somebody else signs in on the same phone: the first one’s report waits for its writer', async () => {
  const context = await phone(121.405)
  const page = await openPocket(context, 'resident')
  await pagesKept(page)
  const before = (await reportsOf('resident')).length
  await context.setOffline(true)
  await report(page, '另一处井盖')
  await page.getByText('离线 · 1 件待传').waitFor()
  await page.close()

  // The session ends meanwhile.
  await context.clearCookies()
  await context.setOffline(false)
  const other = await openPocket(context, 'resident2')
  await other.getByRole('link', { name: '我', exact: true }).click()
  await other.getByText('还有别人的 1 件').waitFor()
  await report(await openHome(other), '我自己的一件')
  await other.getByText('已报上去').waitFor()
  assert.equal((await reportsOf('resident')).length, before)
  await other.close()

  await context.clearCookies()
  const again = await openPocket(context, 'resident')
  await until(async () => (await reportsOf('resident')).length === before + 1, 'the report arrived')
  await again.getByText('已连上').waitFor()
  assert.equal((await reportsOf('resident2')).length, 1)
  await context.close()
})

async function openHome(page: Page): Promise<Page> {
  await page.getByRole('link', { name: '首页' }).click()
  return page
}

test('a session that ends while the page is open loses nothing that is being written', async () => {
  const context = await phone(121.39)
  const page = await openPocket(context, 'resident2')
  const before = (await reportsOf('resident2')).length
  await page.getByRole('link', { name: '报一件' }).click()
  await page.getByRole('textbox', { name: '说几句' }).fill('写到一半')
  await page.locator('input[type=file]').setInputFiles(await picture())
  await page.getByRole('img', { name: '照片 1' }).waitFor()
  await context.clearCookies()
  await page.getByRole('button', { name: '报上去' }).click()
  await page.getByRole('button', { name: '登录已失效' }).click()
  await page.waitForURL('**/sign-in/*')
  await page.locator('input[name=username]').fill('resident2')
  await page.locator('input[name=password]').fill(DEMO_TEST_PASSWORD)
  await page.locator('button[type=submit]').click()
  await until(async () => (await reportsOf('resident2')).length === before + 1, 'the report arrived')
  await context.close()
})
