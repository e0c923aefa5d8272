// Installs what is missing or stale before a command runs. Plain Node >= 20 without dependencies: it is what runs
// when nothing has been installed yet. `--browser` also finds or fetches a Chromium for the tests.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const ROOT = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')
const STAMP = join(ROOT, 'node_modules/.yiwang-setup')
const LOCK = join(ROOT, '.cache/setup.lock')

const lockfile = readFileSync(join(ROOT, 'package-lock.json'))
const wanted = createHash('sha256').update(lockfile).update(`${process.platform} ${process.arch}`).digest('hex')

const isFresh = () => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted

/** What npm says when it fails, and what to do about it. */
const TROUBLES = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|fetch failed|network/i,
    '连不上 npm 软件源：请检查网络或代理，或用 npm config set registry <地址> 换一个源，再运行一次',
    'Cannot reach the npm registry: check the network or proxy, or choose another with npm config set registry <address>, then run this again',
  ],
  [/ENOSPC/, '磁盘已满：请腾出约 1 GB 再运行一次', 'The disk is full: free about 1 GB, then run this again'],
  [
    /EACCES|EPERM|EROFS/,
    `没有写入 ${ROOT} 的权限：请用它的所有者运行`,
    `${ROOT} cannot be written: run this as its owner`,
  ],
  [
    /E404|ETARGET|ENOVERSIONS/,
    '这个 npm 软件源缺少所需的包：请用 npm config delete registry 换回官方源，再运行一次',
    'This npm registry lacks a package: go back to the official one with npm config delete registry, then run this again',
  ],
  [
    /EUSAGE|EBADENGINE/,
    'package.json 与 package-lock.json 不一致：请恢复这两个文件',
    'package.json and package-lock.json do not fit together: restore both files',
  ],
]

function fail(zh, en, detail = '') {
  process.stderr.write(`${zh}\n${en}\n${detail && `\n${detail}\n`}`)
  process.exit(1)
}

/** npm run by the host's own Node: the one in node_modules is about to be replaced. */
function npmCommand() {
  const { npm_node_execpath: node, npm_execpath: npm } = process.env
  return node && npm && existsSync(node) && /\.c?js$/.test(npm) ? [node, [npm]] : ['npm', []]
}

function install() {
  const [command, before] = npmCommand()
  const bin = join(ROOT, 'node_modules/.bin')
  const PATH = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== bin)
    .join(delimiter)
  // No install scripts: nothing here needs one (the links PostgreSQL wants are made at its start).
  const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-progress', '--loglevel=error']
  return new Promise((resolve) => {
    const child = spawn(command, [...before, ...args, '--fetch-retries=2', '--fetch-retry-mintimeout=1000'], {
      cwd: ROOT,
      env: { ...process.env, PATH },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let output = ''
    child.stderr.on('data', (bytes) => {
      output += bytes
    })
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code) => resolve(code === 0 ? undefined : output || `npm ended with ${code}`))
  })
}

/** One setup at a time: `npm start` and `npm test` begun together in a fresh folder must not install over each other. */
async function lock() {
  for (;;) {
    try {
      mkdirSync(join(ROOT, '.cache'), { recursive: true })
      writeFileSync(LOCK, String(process.pid), { flag: 'wx' })
      process.on('exit', () => rmSync(LOCK, { force: true }))
      for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))
      return
    } catch (error) {
      if (error.code !== 'EEXIST') {
        fail(`没有写入 ${ROOT} 的权限或磁盘已满（${error.code}）`, `${ROOT} cannot be written (${error.code})`)
      }
    }
    if (holderLives()) await pause(300)
    else rmSync(LOCK, { force: true })
  }
}

function holderLives() {
  try {
    process.kill(Number(readFileSync(LOCK, 'utf8')) || -1, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

async function setUp() {
  if (isFresh()) return
  await lock()
  if (isFresh()) return
  process.stdout.write(
    '正在安装依赖（约一分钟，仅在有变化时）· Installing what is missing (about a minute, only when it changed)\n',
  )
  const trouble = await install()
  if (trouble !== undefined) {
    const known = TROUBLES.find(([pattern]) => pattern.test(trouble))
    if (known) fail(known[1], known[2])
    fail(
      '安装没有成功，npm 说：',
      'The installation did not succeed; npm said:',
      trouble.trim().split('\n').slice(-8).join('\n'),
    )
  }
  if (!existsSync(join(ROOT, 'node_modules/.bin/node'))) {
    const platform = `${process.platform}-${process.arch}`
    fail(
      `没有适用于 ${platform} 的 Node 26：请在 Linux 或 macOS（x64、arm64）上运行`,
      `There is no Node 26 for ${platform}: run this on Linux or macOS (x64, arm64)`,
    )
  }
  writeFileSync(STAMP, wanted)
}

await setUp()
if (process.argv.includes('--browser')) {
  const { setUpBrowser } = await import('./setup-browser.mjs')
  await setUpBrowser(ROOT, wanted)
}
