import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { type Actor, anonymous } from '../server/kernel/actor.ts'
import { systemClock } from '../server/kernel/clock.ts'
import { addRoutes, createHttp } from '../server/kernel/http/server.ts'
import { createKernel, type Kernel } from '../server/kernel/index.ts'
import { createLog } from '../server/kernel/log.ts'
import { createSensing, type RulePack, type SensedThing, type Sensing } from '../server/sensing/index.ts'
import { greenhouse } from '../test/support/greenhouse.ts'
import { startDatabase } from './database.ts'

/** A durable database, kernel, sensing and HTTP server of a measurement's own. */
export interface BenchSite {
  readonly folder: string
  readonly kernel: Kernel
  readonly sensing: Sensing
  readonly app: FastifyInstance
  readonly port: number
  stop(): Promise<void>
}

export interface SiteOptions {
  readonly packs?: readonly RulePack[]
  /** Who calls without a device's credential; nobody unless told. */
  readonly viewer?: Actor
  /** Readings are sealed that have been in the database so long; not at all without. */
  readonly hotHours?: number
}

export async function startSite(
  things: readonly SensedThing[],
  { packs = [greenhouse], viewer = anonymous, hotHours }: SiteOptions = {},
): Promise<BenchSite> {
  const database = await startDatabase()
  const { folder } = database
  const log = createLog('warn')
  const clock = systemClock
  const kernel = createKernel({ ...database.urls, clock, log, dataFolder: folder })
  const sensing = createSensing(kernel, {
    zone: 'Asia/Shanghai',
    things: async () => things,
    ...(hotHours !== undefined && { kept: { folder: join(folder, 'kept'), hotHours } }),
  })
  kernel.access.register(sensing.permissions)
  kernel.kinds.register(sensing.events)
  await kernel.start()
  await sensing.start(packs)
  const options = {
    log,
    clock,
    access: kernel.access,
    authenticate: async (request: Parameters<Sensing['authenticate']>[0]) =>
      (await sensing.authenticate(request)) ?? viewer,
  }
  const app = await createHttp(options)
  addRoutes(app, sensing.routes, options)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const address = app.server.address()
  return {
    folder,
    kernel,
    sensing,
    app,
    port: typeof address === 'object' && address !== null ? address.port : 0,
    async stop() {
      await app.close()
      await sensing.stop()
      await kernel.stop()
      await database.stop()
    },
  }
}
