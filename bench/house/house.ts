import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import pg from 'pg'
import { issueDemoToken } from '../../server/identity/index.ts'
import { systemClock } from '../../server/kernel/clock.ts'
import { readConfig } from '../../server/kernel/config/config.ts'
import { findFreePort } from '../../server/kernel/database/embedded/launch.ts'
import { openPool } from '../../server/kernel/database/pool.ts'
import { type BenchDatabase, startDatabase } from '../database.ts'
import type { Statement } from './tap.ts'

/** The composed program in its demonstration, in a process of its own on a durable database. */
export interface BenchHouse {
  readonly folder: string
  readonly urls: BenchDatabase['urls']
  readonly port: number
  readonly mqttPort: number
  /** A connection of the owner, to arrange and to look. */
  readonly owner: pg.Client
  tokenOf(login: string): Promise<string>
  /** Calls the API as somebody; throws unless it succeeds. */
  call<T>(login: string, method: string, path: string, body?: unknown, commandId?: string): Promise<T>
  /** The statements the server sends while `work` runs. */
  hear(work: () => Promise<unknown>): Promise<Statement[]>
  /** Milliseconds of processor time the server process has used. */
  cpuMs(): Promise<number>
  /** Holds the server process still while a peer is measured on the same cores. */
  pause(): void
  resume(): void
  stop(): Promise<void>
}

async function ask<T>(child: ChildProcess, asked: object): Promise<T> {
  child.send(asked)
  const [answer] = (await once(child, 'message')) as [{ given: T; failed?: string }]
  if (answer.failed !== undefined) throw new Error(answer.failed)
  return answer.given
}

function launch(): ChildProcess {
  const child = fork(new URL('./process.ts', import.meta.url), [], { serialization: 'advanced' })
  process.once('exit', () => child.kill('SIGKILL'))
  return child
}

export async function startBenchHouse(): Promise<BenchHouse> {
  const database = await startDatabase()
  const { folder, urls } = database
  const [port, mqttPort] = [await findFreePort(), await findFreePort()]
  const child = launch()
  const config = readConfig({
    YIWANG_DATA: folder,
    YIWANG_PORT: String(port),
    YIWANG_MQTT_PORT: String(mqttPort),
    YIWANG_HOST: '127.0.0.1',
    // Made-up staff would step on the cases that are measured.
    YIWANG_LIFE: 'off',
  })
  await ask(child, { ask: 'start', config: { ...config, demo: true }, urls })
  const owner = new pg.Client(urls.ownerUrl)
  await owner.connect()
  const pool = openPool(urls.appUrl, { max: 1, applicationName: 'bench' })
  const tokens = new Map<string, Promise<string>>()

  function tokenOf(login: string): Promise<string> {
    const token = tokens.get(login) ?? issueDemoToken({ pool, clock: systemClock }, login)
    tokens.set(login, token)
    return token
  }

  return {
    folder,
    urls,
    port,
    mqttPort,
    owner,
    tokenOf,
    async call<T>(login: string, method: string, path: string, body?: unknown, commandId: string = randomUUID()) {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await tokenOf(login)}`,
          'idempotency-key': commandId,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
      return (await response.json()) as T
    },
    async hear(work) {
      await ask(child, { ask: 'tap' })
      await work()
      return ask<Statement[]>(child, { ask: 'untap' })
    },
    cpuMs: () => ask<number>(child, { ask: 'cpu' }),
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    async stop() {
      await ask(child, { ask: 'stop' })
      child.disconnect()
      await once(child, 'exit')
      await owner.end()
      await pool.close()
      await database.stop()
    },
  }
}
