import assert from 'node:assert/strict'
import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const root = join(import.meta.dirname, '../../..')
const shots = join(root, '.cache/shots')
const usualBrowser = '/usr/bin/chromium'

/** Software WebGL, so that maps draw without a graphics card; nothing in the background that calls out. */
const usualArgs = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
]

/** The sizes every page must be good at: a wall, a laptop, a phone. */
export const sizes = {
  wall: { width: 1920, height: 1080 },
  laptop: { width: 1366, height: 768 },
  phone: { width: 390, height: 844 },
} as const

/** How to start a browser, as the setup script wrote it down. */
interface Found {
  readonly path: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

async function foundBrowser(): Promise<Found> {
  const text = await readFile(join(root, '.cache/browser.json'), 'utf8').catch(() => null)
  return text === null ? { path: usualBrowser, args: usualArgs, env: {} } : JSON.parse(text)
}

/** Starts the browser; whoever starts it closes it. */
export async function startBrowser(): Promise<Browser> {
  const { path, args, env } = await foundBrowser()
  return chromium.launch({ executablePath: path, args: [...args], env: { ...process.env, ...env }, headless: true })
}

/** How a visitor's browser is set up. */
export interface Visit {
  readonly size?: keyof typeof sizes
  readonly language?: 'zh' | 'en'
  readonly theme?: 'light' | 'dark'
}

/** A browser of somebody's own: cookies and storage apart from everybody else's. Errors on its pages fail the test. */
export async function visitor(browser: Browser, base: string, visit: Visit = {}): Promise<BrowserContext> {
  const { size = 'laptop', language = 'zh', theme = 'light' } = visit
  const context = await browser.newContext({
    baseURL: base,
    viewport: sizes[size],
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    colorScheme: theme,
    hasTouch: size === 'phone',
    ignoreHTTPSErrors: true,
  })
  context.setDefaultTimeout(15_000)
  context.on('weberror', (error) => {
    throw error.error()
  })
  return context
}

/** Opens a page of the site as `account`, through the sign-in page as a person does. */
export async function signIn(context: BrowserContext, account: string, password: string, path = '/'): Promise<Page> {
  const page = await context.newPage()
  await page.goto(path)
  await page.waitForURL('**/sign-in/*')
  await page.locator('input[name=username]').fill(account)
  await page.locator('input[name=password]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in') && !url.pathname.startsWith('/auth'))
  return page
}

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** Fails on anything that breaks WCAG 2.2 at level A or AA, naming the element and what is wrong with it. */
export async function assertAccessible(page: Page): Promise<void> {
  await page.evaluate(await readFile(axePath, 'utf8'))
  const { violations }: AxeResults = await page.evaluate(`axe.run(document, ${JSON.stringify({ runOnly: standards })})`)
  const broken = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} — ${node.failureSummary}`),
  )
  assert.deepEqual(broken, [])
}

/** Pictures of a page at every size, in `.cache/shots/<name>-<size>.png`. */
export async function takeShots(page: Page, name: string): Promise<void> {
  await mkdir(shots, { recursive: true })
  const before = page.viewportSize()
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    await page.evaluate('document.fonts.ready')
    await page.screenshot({ path: join(shots, `${name}-${size}.png`), animations: 'disabled' })
  }
  if (before) await page.setViewportSize(before)
}
