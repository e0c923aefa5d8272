import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { backUpStore, restoreStore, USAGE, verifyStore } from './boot/custody.ts'
import { bootErrors } from './boot/errors.ts'
import { greet } from './boot/greeting.ts'
import { servePlace } from './boot/serve.ts'
import { attachStore, startStore } from './boot/store.ts'
import { awaitInterrupt, complain, say } from './boot/terminal.ts'
import { issueDemoToken } from './identity/index.ts'
import { type ImportSite, importCommand, replayCommand } from './imports/index.ts'
import { systemCtx } from './kernel/actor.ts'
import { systemClock } from './kernel/clock.ts'
import { type Config, readConfig } from './kernel/config/config.ts'
import { openPool } from './kernel/database/pool.ts'
import { createLog } from './kernel/log.ts'
import { findNearest } from './kernel/nearest.ts'
import { buildHouse, doorsOf, LIFE_SCRIPT, startServer } from './main.ts'
import { scenarioCommand } from './scenarios/index.ts'
import { exportCommand, verifyReadings } from './sensing/index.ts'
import { simulateCommand } from './simulate/index.ts'

interface CliCommand {
  name: string
  usage: string
  zh: string
  en: string
  /** Returns the exit code. */
  run(args: string[]): Promise<number>
}

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as {
  version: string
}

async function start(): Promise<number> {
  const interrupted = awaitInterrupt()
  const place = await servePlace(readConfig(process.env), startServer, version, say)
  process.stdout.write(greet(place))
  try {
    await Promise.race([interrupted, place.failed])
    say({ zh: '正在停止，办完手头的事…', en: 'Stopping after what is under way…' })
    return 0
  } finally {
    await place.stop()
  }
}

async function migrateStore(): Promise<number> {
  const store = await startStore(readConfig(process.env), say)
  await store.stop()
  process.stdout.write(`${store.applied.length === 0 ? '已是最新 · up to date' : store.applied.join('\n')}\n`)
  return 0
}

/** Prints only the token, for `TOKEN=$(…)`. */
async function token(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { as: { type: 'string' } }, strict: false })
  if (typeof values.as !== 'string') throw bootErrors.option_missing({ option: '--as <account>' })
  const { as } = values
  process.stdout.write(`${await withTokens(readConfig(process.env), (tokenOf) => tokenOf(as))}\n`)
  return 0
}

/** Runs work with tokens of demo accounts, whether the server runs or not. */
async function withTokens<T>(config: Config, work: (tokenOf: (login: string) => Promise<string>) => Promise<T>) {
  const store = await attachStore(config, say)
  const pool = openPool(store.urls.appUrl, { max: 2, applicationName: 'yiwang token' })
  try {
    return await work((login) => issueDemoToken({ pool, clock: systemClock }, login))
  } finally {
    await pool.close()
    await store.stop()
  }
}

async function simulate(args: string[]): Promise<number> {
  const interrupted = awaitInterrupt()
  const config = readConfig(process.env)
  const site = { ...doorsOf(config), scriptFile: LIFE_SCRIPT, clock: systemClock, log: createLog(config.logLevel) }
  const print = (line: string) => process.stdout.write(`${line}\n`)
  return withTokens(config, (tokenOf) => simulateCommand(args, { ...site, tokenOf, interrupted, say: print }))
}

/** Runs work with the rooms of this place, whether the server runs or not; what it writes is sealed by the server. */
async function withRooms(work: (site: ImportSite) => Promise<number>): Promise<number> {
  const config = readConfig(process.env)
  const store = await attachStore(config, say)
  const rooms = await buildHouse({ ...config, demo: store.demo }, store.urls)
  try {
    return await work({ rooms, ...doorsOf(config), say: (line) => process.stdout.write(`${line}\n`) })
  } finally {
    await rooms.kernel.stop()
    await store.stop()
  }
}

async function exportReadings(args: string[]): Promise<number> {
  const config = readConfig(process.env)
  const store = await attachStore(config, say)
  const { kernel, sensing, scenarios } = await buildHouse({ ...config, demo: store.demo }, store.urls)
  try {
    await sensing.look(scenarios.rulePacks())
    const site = { exports: sensing.exports, ctx: systemCtx('export', systemClock), stdout: process.stdout }
    return await exportCommand(args, site)
  } finally {
    await kernel.stop()
    await store.stop()
  }
}

async function help(): Promise<number> {
  const rows = commands.map(({ name, usage, zh, en }) => `  ${`${name} ${usage}`.padEnd(34)}${zh} · ${en}\n`)
  process.stdout.write(`\n  npm run --silent yiwang -- <command>\n\n${rows.join('')}\n`)
  return 0
}

/** Every command; a module that has one adds a line. */
const commands: readonly CliCommand[] = [
  { name: 'start', usage: '', zh: '启动', en: 'start', run: start },
  { name: 'migrate', usage: '', zh: '升级数据库结构', en: 'bring the database to this version', run: migrateStore },
  {
    name: 'verify',
    usage: USAGE.verify,
    zh: '核验日志与读数',
    en: 'check the journal, its seals and the readings',
    run: (args) => verifyStore(args, verifyReadings),
  },
  {
    name: 'backup',
    usage: USAGE.backup,
    zh: '在线备份',
    en: 'back up while in use',
    run: (args) => backUpStore(version, args),
  },
  {
    name: 'restore',
    usage: USAGE.restore,
    zh: '恢复到空目录',
    en: 'restore into an empty place',
    run: (args) => restoreStore(args, verifyReadings),
  },
  {
    name: 'token',
    usage: '--as <account>',
    zh: '为演示账号签发短期令牌',
    en: 'a short-lived token of a demo account',
    run: token,
  },
  {
    name: 'import',
    usage: 'reports|things|places <file>',
    zh: '导入上报记录、物或区划',
    en: 'import reports, things or divisions',
    run: (args) => withRooms((site) => importCommand(args, site)),
  },
  {
    name: 'export',
    usage: 'readings --from … --to …',
    zh: '按物、地区、时间导出读数',
    en: 'readings as CSV or Parquet, by thing, area, time',
    run: exportReadings,
  },
  {
    name: 'replay',
    usage: 'readings <folder|file.csv>',
    zh: '把历史序列当设备回放',
    en: 'play recorded series as devices',
    run: (args) => withRooms((site) => replayCommand(args, site)),
  },
  {
    name: 'simulate',
    usage: '[--seed n] [--hours n] [--pace n]',
    zh: '让运行中的演示活起来，或补上过去几小时',
    en: 'make a running demo live, or fill its last hours',
    run: simulate,
  },
  {
    name: 'scenario',
    usage: 'lint|test [folder]',
    zh: '检查或回放场景包',
    en: 'check or replay scenario packs',
    run: (args) => scenarioCommand(args, (line) => process.stdout.write(`${line}\n`)),
  },
  { name: 'help', usage: '', zh: '列出命令', en: 'list the commands', run: help },
]

function findCommand(name: string): CliCommand {
  const known = commands.find((command) => command.name === name)
  if (known !== undefined) return known
  const nearest = findNearest(
    name,
    commands.map((command) => command.name),
  )
  const hint = nearest
    ? { zh: `是不是 ${nearest}？`, en: `did you mean ${nearest}?` }
    : { zh: 'help 列出全部', en: 'help lists them all' }
  throw bootErrors.unknown_command({ name, hint })
}

try {
  const [name = 'help', ...args] = process.argv.slice(2)
  const code = await findCommand(/^(--help|-h)$/.test(name) ? 'help' : name).run(args)
  // Whatever still holds the process (a pool's idle timer) has nothing left to do.
  process.exit(code)
} catch (error) {
  complain(error)
  process.exit(1)
}
