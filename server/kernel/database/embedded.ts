import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { type Account, findAccount } from './embedded/account.ts'
import { type Binaries, prepareBinaries } from './embedded/binaries.ts'
import { bootstrap, OWNER, urlOf } from './embedded/bootstrap.ts'
import { prepareCluster } from './embedded/cluster.ts'
import { findFreePort, launchServer, type Settings } from './embedded/launch.ts'
import { findPlace, makeElsewhere, type Place, preparePlace, type Say } from './embedded/place.ts'
import { findPostmaster, stopOrphan, stopServer } from './embedded/postmaster.ts'
import { type FolderLock, findLockHolder, takeLock } from './lock.ts'
import { isPostgresOf } from './process.ts'
import { findSecret, getSecret } from './secrets.ts'

export type { Notice, Say } from './embedded/place.ts'

export interface EmbeddedOptions {
  /** The data folder; made if missing. */
  folder: string
  /** PostgreSQL settings over ours, for tests (`fsync: 'off'`). */
  settings?: Settings
  /** Where lines for the operator go; silent without. */
  say?: Say
}

/** A PostgreSQL of our own, kept running until stopped. */
export interface Embedded {
  /** The address of the database for its owner (no superuser). It stays the same when the server is restarted. */
  readonly ownerUrl: string
  /** The server process at this moment. */
  readonly pid: number
  /** Whether this start made the cluster. */
  readonly created: boolean
  /** The folder that holds the cluster; the data folder unless that is closed to the user PostgreSQL runs as. */
  readonly home: string
  /** Rejects when the server died and could not be brought back; never resolves. */
  readonly failed: Promise<never>
  stop(): Promise<void>
}

const lockOf = (place: Place): string => join(place.home, 'postgres.lock')

/** Deaths within a minute after which bringing the server back is given up. */
const DEATHS_LIMIT = 10

/** Starts PostgreSQL on the data folder, ends an orphan of an earlier run, and brings the server back whenever it dies. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const say = options.say ?? (() => {})
  const account = await findAccount()
  const place = await preparePlace(options.folder, account, say)
  const binaries = await prepareBinaries(account, async () =>
    account.ids ? makeElsewhere(account, place.folder) : place.home,
  )
  const lock = await takeLock(lockOf(place))
  try {
    return await serve({ place, binaries, account, lock, settings: options.settings ?? {}, say })
  } catch (error) {
    lock.release()
    throw error
  }
}

interface Parts {
  place: Place
  binaries: Binaries
  account: Account
  lock: FolderLock
  settings: Settings
  say: Say
}

async function serve(parts: Parts): Promise<Embedded> {
  const { place, binaries, account, lock, settings, say } = parts
  if (await stopOrphan(place.cluster)) {
    say({ zh: '已停止上次运行留下的 PostgreSQL', en: 'Stopped the PostgreSQL an earlier run left behind' })
  }
  const superPassword = await getSecret(place.folder, 'superuser')
  const ownerPassword = await getSecret(place.folder, 'owner')
  const durable = settings.fsync !== 'off'
  const created = await prepareCluster(place, binaries, account, { password: superPassword, durable })
  const port = await findFreePort()
  const launch = () => launchServer({ place, binaries, account, port, settings })
  const child = await launch()
  try {
    await bootstrap({ folder: place.folder, port, superPassword, ownerPassword })
  } catch (error) {
    if (child.pid !== undefined) await stopServer(child.pid)
    throw error
  }
  const kept = keepRunning(child, launch, say)
  return {
    ownerUrl: urlOf(OWNER, ownerPassword, port),
    created,
    home: place.home,
    failed: kept.failed,
    get pid() {
      return kept.pid()
    },
    async stop() {
      await kept.stop()
      lock.release()
    },
  }
}

/** Watches the server process and starts it again when it ends without our asking. */
function keepRunning(first: ChildProcess, launch: () => Promise<ChildProcess>, say: Say) {
  let child = first
  let stopping = false
  let revival: Promise<void> | undefined
  let deaths: number[] = []
  const failure = Promise.withResolvers<never>()
  // Whoever does not wait for it is not to be ended by it.
  failure.promise.catch(() => {})

  async function revive(): Promise<void> {
    const now = performance.now()
    deaths = [...deaths.filter((at) => now - at < 60_000), now]
    try {
      if (deaths.length > DEATHS_LIMIT) throw new Error(`PostgreSQL died ${deaths.length} times within a minute`)
      say({ zh: 'PostgreSQL 意外退出，正在恢复', en: 'PostgreSQL ended unexpectedly; bringing it back' })
      child = await launch()
      watch()
      if (!stopping) say({ zh: 'PostgreSQL 已恢复', en: 'PostgreSQL is back' })
    } catch (error) {
      failure.reject(error)
    }
  }

  function watch(): void {
    const died = () => {
      if (!stopping) revival = revive()
    }
    if (child.exitCode !== null || child.signalCode !== null) died()
    else child.once('exit', died)
  }

  const isRunning = () => child.exitCode === null && child.signalCode === null
  // An exit that skips stop() (a crash of ours) must not leave a server behind; a fast stop is only a signal.
  const onExit = () => {
    if (isRunning()) child.kill('SIGINT')
  }
  process.once('exit', onExit)
  watch()

  return {
    failed: failure.promise,
    pid: () => child.pid ?? 0,
    async stop() {
      stopping = true
      await revival
      if (isRunning() && child.pid !== undefined) await stopServer(child.pid)
      process.off('exit', onExit)
    },
  }
}

/** The owner's address of the server that another process of ours runs on this data folder, if one does. */
export async function findRunning(folder: string): Promise<string | undefined> {
  const place = await findPlace(folder)
  const holder = await findLockHolder(lockOf(place)).catch(() => undefined)
  const password = await findSecret(place.folder, 'owner')
  if (holder === undefined || password === undefined) return undefined
  const server = await findPostmaster(place.cluster)
  if (server === undefined || !(await isPostgresOf(server.pid, place.cluster))) return undefined
  return urlOf(OWNER, password, server.port)
}
