import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import mqtt from 'mqtt'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { buildWeb } from '../../server/boot/web.ts'
import { demoSecret } from '../../server/sensing/index.ts'
import { DEMO_TEST_PASSWORD, startHouse, type TestHouse } from '../support/house.ts'
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

/** A reading over MQTT, as the gauge itself sends it; acknowledged means kept. */
async function rise(code: string, level: number): Promise<void> {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${house.mqttPort}`, {
    username: code,
    password: demoSecret('demo', code),
  })
  await client.publishAsync(`things/${code}/readings`, JSON.stringify({ property: 'level', value: level }), { qos: 1 })
  await client.endAsync()
}

const picture = async (color: string) => ({
  name: 'photo.jpg',
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 320, height: 240, channels: 3, background: color } })
    .jpeg()
    .toBuffer(),
})

type Language = 'zh' | 'en'

/** The Desk of one account in a browser of its own. */
async function openDesk(account: string, language: Language): Promise<Page> {
  const context = await visitor(browser, house.origin, { language })
  return signIn(context, account, DEMO_TEST_PASSWORD, '/desk')
}

/** Somebody out in the street, with the Pocket on their own phone. */
async function openPocket(account: string, language: Language): Promise<Page> {
  const context = await visitor(browser, house.origin, { size: 'phone', language })
  return signIn(context, account, DEMO_TEST_PASSWORD, '/pocket')
}

const words = {
  zh: {
    accept: '签收',
    finish: '处置完成',
    pass: '核查通过',
    close: '结案',
    confirm: '确定',
    met: '已达结案条件',
    closed: '已结案',
    closedPlainly: '办结了',
    before: '处置前照片',
    after: '处置后照片',
    afterShown: '处置后照片 1',
  },
  en: {
    accept: 'Accept',
    finish: 'Finish',
    pass: 'Pass',
    close: 'Close',
    confirm: 'Confirm: ',
    met: 'The closing condition is met',
    closed: 'Closed',
    closedPlainly: 'Closed',
    before: 'photos before',
    after: 'photos after',
    afterShown: 'After, photo 1',
  },
} as const

/** The first map drawn without a graphics card keeps a small machine busy for a while. */
const FIRST_MS = 60_000

/** The row appears by itself: the page is never loaded again. */
async function openOnDesk(page: Page, thing: string): Promise<void> {
  const row = page.getByRole('listitem').filter({ hasText: thing }).first()
  await row.waitFor({ timeout: FIRST_MS })
  await row.getByRole('link').first().click()
}

/** The task comes to the phone by itself. */
const openTask = (page: Page, thing: string): Promise<void> =>
  page.getByRole('article').filter({ hasText: thing }).getByRole('link').first().click()

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()

/** Counts how often a page is loaded: once, when it was opened. */
function countLoads(page: Page): () => number {
  let loads = 0
  page.on('load', () => {
    loads += 1
  })
  return () => loads
}

async function takePhoto(page: Page, label: string, color: string): Promise<void> {
  const part = page.getByRole('group', { name: label })
  await part.locator('input[type=file]').setInputFiles(await picture(color))
  await part.getByRole('img').waitFor()
}

async function journey(language: Language, index: number): Promise<void> {
  const said = words[language]
  const things = await house.call('dispatcher', 'GET', '/api/v1/city/things?type=flood.gauge&limit=20')
  const thing = things.body.items?.[index] as { code: string; name: { zh: string; en: string } }
  const name = thing.name[language]
  const [dispatcher, crew, inspector] = await Promise.all([
    openDesk('dispatcher', language),
    openPocket('crew', language),
    openPocket('inspector', language),
  ])
  const pages = [dispatcher, crew, inspector]
  const loads = pages.map(countLoads)

  await rise(thing.code, 5.5)
  await openOnDesk(dispatcher, name)
  // By keyboard alone: the first unit offered, then the step's own letter.
  await dispatcher.getByRole('radio').first().waitFor({ state: 'attached' })
  await dispatcher.keyboard.press('1')
  await dispatcher.keyboard.press('d')

  await openTask(crew, name)
  await press(crew, said.accept)
  await press(crew, said.finish)
  await takePhoto(crew, said.before, '#557')
  await takePhoto(crew, said.after, '#9ab')
  await assertAccessible(crew)
  await press(crew, `${said.confirm}${said.finish}`)

  await openTask(inspector, name)
  await inspector.getByRole('img', { name: said.afterShown }).waitFor()
  await press(inspector, said.pass)
  await press(inspector, `${said.confirm}${said.pass}`)
  await press(inspector, said.close)
  await inspector.getByText(said.met, { exact: true }).click()
  await assertAccessible(inspector)
  await press(inspector, `${said.confirm}${said.close}`)

  // All three still have the case open: it closes in front of their eyes.
  await dispatcher.getByText(said.closed, { exact: true }).locator('visible=true').first().waitFor()
  await dispatcher.locator('[aria-current=step]', { hasText: said.closed }).waitFor()
  for (const page of [crew, inspector]) await page.getByText(said.closedPlainly, { exact: true }).first().waitFor()
  await assertAccessible(dispatcher)
  assert.deepEqual(
    loads.map((count) => count()),
    [0, 0, 0],
    'no page was loaded again',
  )
  for (const page of pages) await page.context().close()
}

test('a gauge crosses red; dispatcher at the Desk, crew and inspector in the street close the case, live, in Chinese', () =>
  journey('zh', 0))
test('the same in English', () => journey('en', 1))

test('every demo account comes to a page of its own', async () => {
  for (const account of ['leader', 'dispatcher', 'inspector', 'resident', 'admin']) {
    const context = await visitor(browser, house.origin)
    const page = await signIn(context, account, DEMO_TEST_PASSWORD)
    await page.getByRole('main').or(page.locator('main')).first().waitFor()
    assert.ok(!new URL(page.url()).pathname.startsWith('/sign-in'), `${account} came in`)
    await context.close()
  }
})
