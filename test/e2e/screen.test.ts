import assert from 'node:assert/strict'
import { connect, createServer, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import mqtt from 'mqtt'
import type { Browser, Page } from 'playwright-core'
import { buildWeb } from '../../server/boot/web.ts'
import { demoSecret } from '../../server/sensing/index.ts'
import { DEMO_TEST_PASSWORD, startHouse, type TestHouse } from '../support/house.ts'
import { until } from '../support/until.ts'
import { assertAccessible, signIn, startBrowser, type Visit, visitor } from './support/browser.ts'

/** A network between browser and server that can be cut: connections break and no new one is made. */
async function startNetwork() {
  const sockets = new Set<Socket>()
  let target = 0
  let isCut = false
  const server = createServer((socket) => {
    if (isCut) return socket.destroy()
    const onward = connect(target, '127.0.0.1')
    for (const one of [socket, onward]) {
      sockets.add(one)
      one.on('close', () => sockets.delete(one)).on('error', () => one.destroy())
    }
    return socket.pipe(onward).pipe(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  assert.ok(address !== null && typeof address === 'object')
  const cut = (on: boolean): void => {
    isCut = on
    if (on) for (const socket of sockets) socket.destroy()
  }
  return {
    origin: `http://127.0.0.1:${address.port}`,
    leadTo: (origin: string) => {
      target = Number(new URL(origin).port)
    },
    cut,
    stop: () => {
      cut(true)
      server.close()
    },
  }
}

let network: Awaited<ReturnType<typeof startNetwork>>
let house: TestHouse
let browser: Browser
before(async () => {
  await buildWeb(() => {})
  network = await startNetwork()
  house = await startHouse({ YIWANG_PUBLIC_URL: network.origin })
  network.leadTo(house.origin)
  browser = await startBrowser()
})
after(async () => {
  await browser?.close()
  network?.stop()
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

interface Gauge {
  readonly code: string
  readonly lon: number
  readonly lat: number
}

async function gauge(index: number): Promise<Gauge> {
  const { body } = await house.call('dispatcher', 'GET', '/api/v1/city/things?type=flood.gauge&limit=20')
  const found = body.items?.[index]
  assert.ok(found)
  return found as unknown as Gauge
}

/** The Screen of an account in a browser of its own, with the map drawn. */
async function openScreen(account: string, visit: Visit, path = '/screen'): Promise<Page> {
  const page = await signIn(await visitor(browser, network.origin, visit), account, DEMO_TEST_PASSWORD, path)
  await page.locator('[data-drawn=true]').waitFor()
  // A page that is loaded again forgets this.
  await page.evaluate('globalThis.sameLoad = true')
  return page
}

const isSameLoad = (page: Page): Promise<boolean> => page.evaluate('globalThis.sameLoad === true')
const divisionOf = (page: Page): string | null => new URL(page.url()).searchParams.get('division')

/** Where on the page the map's own middle lies: beside the panels. */
async function middleOfMap(page: Page): Promise<{ x: number; y: number }> {
  const box = await page.locator('canvas.maplibregl-canvas').boundingBox()
  assert.ok(box)
  return { x: box.x + box.width / 2, y: box.y + box.height * 0.45 }
}

const words = {
  zh: { mark: /^【红】/, seen: '知道了' },
  en: { mark: /^\[RED\] /, seen: 'Got it' },
} as const

async function redJourney(language: 'zh' | 'en', size: 'wall' | 'laptop', index: number): Promise<void> {
  const said = words[language]
  const page = await openScreen('leader', { language, size, theme: language === 'zh' ? 'dark' : 'light' })
  const { code } = await gauge(index)
  const banner = page.getByRole('alert')
  assert.equal(await banner.textContent(), '')
  await rise(code, 5.5)
  await banner.getByRole('button', { name: said.seen }).waitFor()
  await until(async () => said.mark.test(await page.title()), 'the title calls')
  await assertAccessible(page)
  await banner.getByRole('button', { name: said.seen }).click()
  await until(async () => !said.mark.test(await page.title()) && (await banner.textContent()) === '', 'all is calm')
  // The alarm counts are a door to the list, and from there to the thing.
  await page.locator('header a[href*="list=alarms"]').first().click()
  await page.locator(`a[href*="thing=${code}"]`).first().waitFor()
  await assertAccessible(page)
  await page.locator(`a[href*="thing=${code}"]`).first().click()
  await page.getByText(code).first().waitFor()
  await assertAccessible(page)
  assert.ok(await isSameLoad(page), 'nothing was loaded again')
  await page.context().close()
}

test('a gauge crosses red: the Screen calls, says it is seen, and leads to the thing; in Chinese on a large one', () =>
  redJourney('zh', 'wall', 0))
test('the same in English on a small one', () => redJourney('en', 'laptop', 1))

test('a double click goes into a street and further in, Esc comes out again', async () => {
  const page = await openScreen('leader', { size: 'wall' }, '/screen?without=["cases","things"]')
  const { x, y } = await middleOfMap(page)
  const into = async (length: number): Promise<void> => {
    await until(async () => {
      await page.mouse.dblclick(x, y)
      return divisionOf(page)?.length === length
    }, `inside a division of ${length} characters`)
  }
  await into(9)
  const street = divisionOf(page)
  await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' })
  await into(12)
  assert.ok(divisionOf(page)?.startsWith(String(street)))
  await page.keyboard.press('Escape')
  await until(async () => divisionOf(page) === street, 'out of the community')
  await page.keyboard.press('Escape')
  await until(async () => divisionOf(page) === null, 'out of the street')
  assert.ok(await isSameLoad(page))
  await page.context().close()
})

test('the map is tilted and laid flat by its button and by key; houses come as tiles that are kept', async () => {
  const page = await openScreen('leader', { size: 'wall' })
  const tilt = page.getByRole('button', { name: '看立体' })
  await page.keyboard.press('t')
  await until(async () => (await tilt.getAttribute('aria-pressed')) === 'true', 'tilted')
  await tilt.click()
  await until(async () => (await tilt.getAttribute('aria-pressed')) === 'false', 'flat')
  const { tiles } = (await house.call(null, 'GET', '/api/v1/city/map')).body as { tiles?: { href: string } }
  assert.ok(tiles)
  const at = tiles.href.replace('{z}', '12').replace('{x}', '3429').replace('{y}', '1673')
  const answer = await fetch(house.origin + at)
  assert.equal(answer.headers.get('content-type'), 'application/vnd.mapbox-vector-tile')
  assert.match(answer.headers.get('cache-control') ?? '', /immutable/)
  assert.ok((await answer.arrayBuffer()).byteLength > 10_000)
  const again = await fetch(house.origin + at, { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } })
  assert.equal(again.status, 304)
  assert.equal((await fetch(house.origin + at.replace('3429', '1'))).status, 204)
  await page.context().close()
})

test('a wall leads nowhere, names nobody, hides its pointer, and calls by itself', async () => {
  const page = await openScreen('wall', { size: 'wall', theme: 'dark' })
  assert.equal(await page.locator('main a, main button:not([aria-pressed])').count(), 0)
  const { code } = await gauge(2)
  await rise(code, 5.5)
  await page.getByRole('alert').getByText(/./).first().waitFor()
  assert.equal(await page.getByRole('alert').getByRole('button').count(), 0)
  await assertAccessible(page)
  await until(
    async () => (await page.evaluate('document.documentElement.style.cursor')) === 'none',
    'the pointer rests',
  )
  await page.mouse.move(300, 300)
  await until(async () => (await page.evaluate('document.documentElement.style.cursor')) === '', 'the pointer moves')
  const { body } = await house.call('wall', 'GET', '/api/v1/cases')
  assert.equal(body.code, 'kernel.not_permitted')
  await page.context().close()
})

test('the server is gone: the Screen says as of when it is, and goes on by itself when it is back', async () => {
  const page = await openScreen('leader', { language: 'en' })
  await page.getByText('Live', { exact: true }).first().waitFor()
  network.cut(true)
  // Twice the server's beat without a word.
  const stale = page.getByText(/Data as of \d.*Reconnecting/)
  await stale.waitFor({ timeout: 45_000 })
  await assertAccessible(page)
  network.cut(false)
  await page.getByText('Live', { exact: true }).first().waitFor({ timeout: 45_000 })
  await stale.waitFor({ state: 'detached' })
  assert.ok(await isSameLoad(page))
  await page.context().close()
})
