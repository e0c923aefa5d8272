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

// A button that was busy a moment ago may still carry its spinner's name before its own.
const words = {
  zh: {
    dispatch: /^(loading )?派遣/,
    accept: /^(loading )?签收/,
    finish: /^(loading )?处置完成/,
    pass: /^(loading )?核查通过/,
    close: /^(loading )?结案/,
    met: '已达结案条件',
    closed: '已结案',
    before: '处置前照片',
    after: '处置后照片',
  },
  en: {
    dispatch: /^(loading )?Dispatch/,
    accept: /^(loading )?Accept/,
    finish: /^(loading )?Finish/,
    pass: /^(loading )?Pass/,
    close: /^(loading )?Close/,
    met: 'The closing condition is met',
    closed: 'Closed',
    before: 'photos before',
    after: 'photos after',
  },
} as const

/** The row appears by itself: the page is never loaded again. */
async function openCase(page: Page, thing: string): Promise<void> {
  const row = page.getByRole('listitem').filter({ hasText: thing }).first()
  await row.waitFor()
  await row.getByRole('link').first().click()
}

async function journey(language: Language, index: number): Promise<void> {
  const said = words[language]
  const things = await house.call('dispatcher', 'GET', '/api/v1/city/things?type=flood.gauge&limit=20')
  const thing = things.body.items?.[index] as { code: string; name: { zh: string; en: string } }
  const name = thing.name[language]
  const [dispatcher, crew, inspector] = await Promise.all([
    openDesk('dispatcher', language),
    openDesk('crew', language),
    openDesk('inspector', language),
  ])

  await rise(thing.code, 5.5)
  await openCase(dispatcher, name)
  // By keyboard alone: the first unit offered, then the step's own letter.
  await dispatcher.getByRole('radio').first().waitFor({ state: 'attached' })
  await dispatcher.keyboard.press('1')
  await dispatcher.keyboard.press('d')

  await openCase(crew, name)
  await crew.getByRole('button', { name: said.accept }).click()
  const files = (label: string) => crew.getByRole('group', { name: label }).locator('input[type=file]')
  await files(said.before).setInputFiles(await picture('#557'))
  await files(said.after).setInputFiles(await picture('#9ab'))
  await crew.getByRole('button', { name: said.finish }).click()

  await openCase(inspector, name)
  await inspector.getByRole('button', { name: said.pass }).click()
  await inspector.getByText(said.met).first().click()
  await inspector.getByRole('button', { name: said.close }).click()

  // The dispatcher still has the case open: it closes in front of their eyes.
  await dispatcher.getByText(said.closed, { exact: true }).locator('visible=true').first().waitFor()
  await dispatcher.locator('[aria-current=step]', { hasText: said.closed }).waitFor()
  await assertAccessible(dispatcher)
  for (const page of [dispatcher, crew, inspector]) await page.context().close()
}

test('a gauge crosses red; dispatcher, crew and inspector close the case, live, in Chinese', () => journey('zh', 0))
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
