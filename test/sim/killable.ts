import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { findPlace } from '../../server/kernel/database/embedded/place.ts'
import { findPostmaster } from '../../server/kernel/database/embedded/postmaster.ts'
import { awaitExit } from '../../server/kernel/database/process.ts'
import { until } from '../support/until.ts'
import type { PlaceReady } from './place.ts'

/** Recovery of a killed PostgreSQL on a busy machine. */
const LIMIT_MS = 60_000

export type Victim = 'server' | 'postgres' | 'both'

export type Killable = Awaited<ReturnType<typeof startKillable>>

/** A place in a process of its own on a data folder, which can be killed and brought back; `settings` are environment. */
export async function startKillable(folder: string, settings: Readonly<Record<string, string>> = {}) {
  let child: ChildProcess
  let ready: PlaceReady
  let rising: Promise<void> | undefined

  async function launch(): Promise<void> {
    child = spawn(process.execPath, [join(import.meta.dirname, 'place.ts')], {
      env: { PATH: process.env.PATH, YIWANG_DATA: folder, YIWANG_LOG: 'error', ...settings },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    if (child.stdout === null) throw new Error('no output')
    const lines = createInterface(child.stdout)
    const first = await Promise.race([once(lines, 'line'), once(child, 'exit').then(() => undefined)])
    if (first === undefined) throw new Error('the place ended before it was ready')
    ready = JSON.parse(first[0] as string) as PlaceReady
    lines.on('line', (line) => process.stdout.write(`${line}\n`))
  }

  const isUp = (): Promise<boolean> =>
    fetch(`${ready.address}/health/ready`).then(
      (response) => response.ok,
      () => false,
    )

  async function killServer(): Promise<void> {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }

  async function killPostgres(): Promise<void> {
    const { cluster } = await findPlace(folder)
    const postmaster = await findPostmaster(cluster)
    if (postmaster === undefined) throw new Error('no PostgreSQL to kill')
    process.kill(postmaster.pid, 'SIGKILL')
    await awaitExit(postmaster.pid, 10_000)
  }

  await launch()
  return {
    address: (): string => ready.address,
    ownerUrl: (): string => ready.ownerUrl,
    headers: (): Record<string, string> => ({ authorization: `Bearer ${ready.token}` }),
    /** Resolves when the place serves again. */
    up: async (): Promise<void> => {
      await rising
      await until(isUp, 'the place serving', LIMIT_MS)
    },
    /** `kill -9`, and the server process started again. */
    async kill(victim: Victim): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>()
      rising = promise
      try {
        await Promise.all([victim !== 'postgres' && killServer(), victim !== 'server' && killPostgres()])
        if (victim !== 'postgres') await launch()
      } finally {
        resolve()
      }
      await until(isUp, 'the place serving', LIMIT_MS)
    },
    /** Ends both for good. */
    async end(): Promise<void> {
      await killServer()
      await killPostgres()
    },
  }
}
