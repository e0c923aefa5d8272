import { join } from 'node:path'
import { openPool } from '../../server/kernel/database/pool.ts'
import { createKernel, type Kernel } from '../../server/kernel/index.ts'
import { createLog } from '../../server/kernel/log.ts'
import { createSensing, type SensedThing, type Sensing, type Source } from '../../server/sensing/index.ts'
import { bed, greenhouse } from './greenhouse.ts'
import { createTestKernel } from './kernel.ts'

const GATEWAY: Source = { id: 'device:gate', door: 'http', divisionKey: '', may: () => true }

/** A reading as a device sends it. */
export interface Sent {
  readonly thing: string
  readonly property: string
  readonly atMs: number
  readonly seq: number
  readonly value: number
}

interface KeptOptions {
  /** Seals in a process of its own. */
  readonly apart?: boolean
  readonly freeBytes?: () => Promise<number>
}

/** Sensing with some beds of a greenhouse whose readings are sealed after two hours; it can be restarted. */
export async function openKeptSite(beds: number, start: string, { apart = false, freeBytes }: KeptOptions = {}) {
  const site = await createTestKernel(start)
  const since = site.clock.now()
  const things: SensedThing[] = Array.from({ length: beds }, (_, i) => bed(i + 1, i % 2 === 0 ? '001' : '002', since))
  const folder = join(site.dataFolder, 'kept')
  let kernel: Kernel
  let sensing: Sensing

  async function open(): Promise<void> {
    kernel = createKernel({
      ...site.database,
      clock: site.clock,
      dataFolder: site.dataFolder,
      log: createLog('silent'),
      ...(freeBytes && { freeBytes, diskReserveBytes: 1000 }),
    })
    sensing = createSensing(kernel, {
      zone: 'Asia/Shanghai',
      things: async (ids) => things.filter(({ id }) => ids === undefined || ids.includes(id)),
      // A process apart goes by the machine's time: the test begins at that.
      kept: { folder, hotHours: 2, ...(apart && { databaseUrl: site.database.appUrl }) },
    })
    kernel.access.register(sensing.permissions)
    kernel.kinds.register(sensing.events)
    await sensing.start([greenhouse])
  }
  async function close(): Promise<void> {
    await sensing.stop()
    await kernel.pool.close()
  }
  await open()

  return {
    ...site,
    folder,
    get kernel() {
      return kernel
    },
    get sensing() {
      return sensing
    },
    async restart(): Promise<void> {
      await close()
      await open()
    },
    /** Sends readings; gives how many were refused. */
    async send(readings: readonly Sent[]): Promise<number> {
      const items = readings.map(({ atMs, ...one }) => ({ ...one, at: atMs }))
      return (await sensing.record.items(GATEWAY, items, { locale: 'en' })).refused.length
    },
    query: <T>(text: string, values: unknown[] = []): Promise<T[]> =>
      site.kernel.pool.whole((tx) => tx.query<T>(text, values)),
    /** A statement of the owner, who may change what nobody should. */
    async owner(text: string): Promise<void> {
      const pool = openPool(site.database.ownerUrl, { max: 1, applicationName: 'test' })
      await pool.whole((tx) => tx.query(text))
      await pool.close()
    },
    async stop(): Promise<void> {
      await close()
      await site.stop()
    },
  }
}

export type KeptSite = Awaited<ReturnType<typeof openKeptSite>>
