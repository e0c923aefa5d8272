// Finds a Chromium that draws WebGL without a screen and writes how to start it to .cache/browser.json:
// { executablePath, args, env }. Tried in order: YIWANG_BROWSER, the system's, the packed one from npm, a Playwright
// download, and at last apt as root on Debian.
import { execFile } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
const ARGS = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
]

function canRun(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function* systemBrowsers() {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) if (canRun(join(folder, name))) yield { executablePath: join(folder, name) }
  }
  for (const path of MAC) if (canRun(path)) yield { executablePath: path }
}

/** The Chromium packed into the npm package, unpacked into .cache with the libraries a bare system lacks. */
async function* packedBrowser(root) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return
  const folder = join(root, '.cache/chromium')
  mkdirSync(folder, { recursive: true })
  const saved = { ...process.env }
  // The package unpacks into the temporary folder, and its libraries only where it believes to be at AWS.
  Object.assign(process.env, { TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' })
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    const executablePath = await chromium.executablePath()
    const env = { FONTCONFIG_PATH: join(folder, 'fonts') }
    yield { executablePath, env }
    yield { executablePath, env: { ...env, LD_LIBRARY_PATH: join(folder, 'al2023/lib') } }
  } finally {
    for (const name of ['TMPDIR', 'AWS_EXECUTION_ENV', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH']) {
      if (saved[name] === undefined) delete process.env[name]
      else process.env[name] = saved[name]
    }
  }
}

async function* downloadedBrowser(root) {
  process.env.PLAYWRIGHT_BROWSERS_PATH = join(root, '.cache/playwright')
  await run(process.execPath, [
    join(root, 'node_modules/playwright-core/cli.js'),
    'install',
    '--only-shell',
    'chromium',
  ])
  const { chromium } = await import('playwright-core')
  yield { executablePath: chromium.executablePath() }
}

async function* installedBrowser() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-qq'], { env })
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env, maxBuffer: 1 << 26 })
  yield* systemBrowsers()
}

async function* candidates(root) {
  const wish = process.env.YIWANG_BROWSER
  if (wish) {
    yield { executablePath: wish }
    throw new Error(`YIWANG_BROWSER=${wish} does not start headless with WebGL`)
  }
  for (const source of [systemBrowsers, packedBrowser, downloadedBrowser, installedBrowser]) {
    try {
      for await (const found of source(root)) yield found
    } catch {
      // This source is not to be had here: the next one is tried.
    }
  }
}

/** Whether it starts, runs a page and draws WebGL 2. */
async function works({ executablePath, args, env }) {
  const { chromium } = await import('playwright-core')
  const browser = await chromium
    .launch({ executablePath, args, env: { ...process.env, ...env }, timeout: 30_000 })
    .catch(() => undefined)
  if (browser === undefined) return false
  try {
    const page = await browser.newPage()
    return await page.evaluate(() => document.createElement('canvas').getContext('webgl2') !== null)
  } catch {
    return false
  } finally {
    await browser.close()
  }
}

export async function setUpBrowser(root, lockDigest) {
  const file = join(root, '.cache/browser.json')
  const wish = process.env.YIWANG_BROWSER ?? ''
  if (existsSync(file)) {
    const known = JSON.parse(readFileSync(file, 'utf8'))
    if (known.for === `${lockDigest} ${wish}` && canRun(known.executablePath)) return
  }
  mkdirSync(join(root, '.cache'), { recursive: true })
  let reason = ''
  try {
    for await (const found of candidates(root)) {
      const browser = { executablePath: found.executablePath, args: ARGS, env: found.env ?? {} }
      if (!(await works(browser))) continue
      writeFileSync(file, `${JSON.stringify({ ...browser, for: `${lockDigest} ${wish}` }, null, 2)}\n`)
      process.stdout.write(`浏览器测试将使用 · Browser for the tests: ${found.executablePath}\n`)
      return
    }
  } catch (error) {
    reason = `（${error.message}）`
  }
  process.stderr.write(
    `没有找到可用的 Chromium${reason}：请安装 chromium，或把 YIWANG_BROWSER 设为它的路径，再运行一次\n` +
      `No working Chromium was found${reason}: install chromium, or set YIWANG_BROWSER to its path, then run this again\n`,
  )
  process.exit(1)
}
