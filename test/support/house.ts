import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { issueDemoToken } from '../../server/identity/index.ts'
import { systemClock } from '../../server/kernel/clock.ts'
import { readConfig } from '../../server/kernel/config/config.ts'
import { openPool } from '../../server/kernel/database/pool.ts'
import { startServer } from '../../server/main.ts'
import { createTestDatabase } from './database.ts'

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

export const DEMO_TEST_PASSWORD = 'demo-for-tests'

/** The answer of a call, read as JSON where it is JSON. */
export interface Answer {
  status: number
  body: Record<string, unknown> & { items?: Record<string, unknown>[] }
}

export type TestHouse = Awaited<ReturnType<typeof startHouse>>

/** The whole program as `npm start` runs it, demo and doors included, on a database of this test alone. */
export async function startHouse(env: Record<string, string> = {}) {
  const database = await createTestDatabase()
  const dataFolder = await mkdtemp(join(tmpdir(), 'yiwang-house-'))
  const [port, mqttPort] = [await freePort(), await freePort()]
  const config = readConfig({
    YIWANG_DATA: dataFolder,
    YIWANG_PORT: String(port),
    YIWANG_MQTT_PORT: String(mqttPort),
    YIWANG_HOST: '127.0.0.1',
    YIWANG_DEMO_PASSWORD: DEMO_TEST_PASSWORD,
    YIWANG_LOG: 'silent',
    YIWANG_LIFE: 'off',
    ...env,
  })
  const server = await startServer({ ...config, demo: true }, database)
  const pool = openPool(database.appUrl, { max: 2, applicationName: 'test' })
  const tokens = new Map<string, string>()

  async function tokenOf(account: string): Promise<string> {
    const known = tokens.get(account)
    if (known !== undefined) return known
    const token = await issueDemoToken({ pool, clock: systemClock }, account)
    tokens.set(account, token)
    return token
  }

  /** Calls the API as somebody, or as nobody (`null`); a write carries a new command id unless one is given. */
  async function call(
    account: string | null,
    method: string,
    path: string,
    body?: unknown,
    commandId: string = randomUUID(),
  ) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: {
        ...(account !== null && { authorization: `Bearer ${await tokenOf(account)}` }),
        'idempotency-key': commandId,
        ...(body !== undefined && { 'content-type': body instanceof Buffer ? 'image/jpeg' : 'application/json' }),
      },
      ...(body !== undefined && { body: body instanceof Buffer ? new Uint8Array(body) : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') === true
    return { status: response.status, body: isJson ? JSON.parse(text) : { text } } as Answer
  }

  return {
    origin: `http://127.0.0.1:${port}`,
    mqttPort,
    dataFolder,
    database,
    tokenOf,
    call,
    /** Looks into the tables, the whole place in scope: for what no answer shows. */
    query: <T>(text: string, values: unknown[] = []): Promise<T[]> => pool.whole((tx) => tx.query<T>(text, values)),
    async stop(): Promise<void> {
      await server.stop()
      await pool.close()
      await database.drop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
