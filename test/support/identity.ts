import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createIdentity, type IdentityConfig } from '../../server/identity/index.ts'
import { type Clock, systemClock } from '../../server/kernel/clock.ts'
import { addRoutes, createHttp } from '../../server/kernel/http/server.ts'
import { createKernel } from '../../server/kernel/index.ts'
import { createLog } from '../../server/kernel/log.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

export const PASSWORD = 'correct horse battery'

interface Options {
  config?: Partial<IdentityConfig>
  clock?: Clock
  /** The database of an earlier app, to see what a restart keeps. */
  database?: TestDatabase
  /** A port to listen on, for what has to be known beforehand. */
  port?: number
  /** Where the demo accounts belong; the whole place unless told. */
  divisionKey?: string
}

/** A port that was free a moment ago: the issuer has to know it before the server listens. */
async function findPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Kernel and identity on a database of their own, listening on loopback, with the demo accounts. */
export async function startIdentity(options: Options = {}) {
  const { clock = systemClock, divisionKey = '' } = options
  const database = options.database ?? (await createTestDatabase())
  const port = options.port ?? (await findPort())
  const dataFolder = await mkdtemp(join(tmpdir(), 'yiwang-test-'))
  const log = createLog('silent')
  const kernel = createKernel({ ...database, clock, dataFolder, log })
  const identity = await createIdentity(kernel, {
    publicUrl: null,
    localUrl: `http://localhost:${port}`,
    place: () => ({ name: { zh: '长宁', en: 'Changning' }, zone: 'Asia/Shanghai', demo: true }),
    demoPassword: { value: PASSWORD, isShown: false },
    external: null,
    unitName: async () => null,
    ...options.config,
  })
  kernel.access.register(identity.permissions)
  kernel.kinds.register(identity.events)
  const { authenticate } = identity
  const http = { log, access: kernel.access, clock, authenticate }
  const app = await createHttp(http)
  identity.mount(app)
  addRoutes(app, identity.routes, http)
  if (options.config?.demoPassword !== null) await identity.seedDemo(() => ({ divisionKey }))
  await app.listen({ host: '127.0.0.1', port })
  return {
    kernel,
    identity,
    app,
    database,
    port,
    origin: `http://127.0.0.1:${port}`,
    /** Stops the program and leaves the database, as a restart does. */
    async close(): Promise<void> {
      await app.close()
      await kernel.stop()
      await rm(dataFolder, { recursive: true })
    },
    async stop(): Promise<void> {
      await this.close()
      await database.drop()
    },
  }
}

export type TestIdentity = Awaited<ReturnType<typeof startIdentity>>
