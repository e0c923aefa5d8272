import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../kernel/config/config.ts'
import { findRunning, type Say, startEmbedded } from '../kernel/database/embedded.ts'
import { migrate } from '../kernel/database/migrate.ts'
import { refuseOldServer } from '../kernel/database/owner.ts'
import { ensureRoles, type RoleUrls, refuseBypass } from '../kernel/database/roles.ts'
import { stampDemo } from './demo.ts'
import { bootErrors } from './errors.ts'

/** Where the data is: one address for each database role. */
export interface StoreUrls extends RoleUrls {
  /** Migrates, backs up and restores; never used to serve. */
  ownerUrl: string
}

/** A migrated store, ready to be served. */
export interface Store {
  urls: StoreUrls
  /** Fixed when the store was made. */
  demo: boolean
  /** The migrations this start applied. */
  applied: readonly string[]
  /** Rejects if the embedded server is lost for good. */
  failed: Promise<never>
  stop(): Promise<void>
}

const NEVER = new Promise<never>(() => {})

async function openServer(config: Config, say: Say) {
  if (config.databaseUrl === undefined) return startEmbedded({ folder: config.dataFolder, say })
  await refuseOldServer(config.databaseUrl)
  return { ownerUrl: config.databaseUrl, failed: NEVER, stop: async () => {} }
}

/** PostgreSQL with the roles and nothing else. */
export interface BareStore {
  urls: StoreUrls
  failed: Promise<never>
  stop(): Promise<void>
}

/** Starts PostgreSQL (or reaches the one of DATABASE_URL) and makes the roles: a place to restore into. */
export async function startBare(config: Config, say: Say): Promise<BareStore> {
  const server = await openServer(config, say)
  try {
    const { ownerUrl } = server
    const roles = await ensureRoles(ownerUrl, config.dataFolder)
    return { urls: { ownerUrl, ...roles }, failed: server.failed, stop: () => server.stop() }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** Starts the store, migrates, and refuses what would not be safe. */
export async function startStore(config: Config, say: Say): Promise<Store> {
  const store = await startBare(config, say)
  try {
    const { ownerUrl, appUrl, sealerUrl } = store.urls
    const applied = await migrate(ownerUrl)
    await refuseBypass(appUrl)
    await refuseBypass(sealerUrl)
    const demo = await stampDemo(ownerUrl, config)
    return { ...store, demo, applied }
  } catch (error) {
    await store.stop()
    throw error
  }
}

/** Whether a database was made for a data folder: in it, or where PostgreSQL can enter. */
const hasCluster = (folder: string): boolean =>
  ['postgres', 'postgres.elsewhere'].some((name) => existsSync(join(folder, name)))

/** The store for a short command: the one a running Yiwang serves, else started for as long as the command takes. */
export async function attachStore(config: Config, say: Say): Promise<Store> {
  const running = config.databaseUrl === undefined ? await findRunning(config.dataFolder) : undefined
  if (running === undefined) {
    // A command that only asks must not leave a new place behind where the folder was mistyped.
    if (config.databaseUrl === undefined && !hasCluster(config.dataFolder))
      throw bootErrors.no_store({ folder: config.dataFolder })
    return startStore(config, say)
  }
  const roles = await ensureRoles(running, config.dataFolder)
  const demo = await stampDemo(running, config)
  return { urls: { ownerUrl: running, ...roles }, demo, applied: [], failed: NEVER, stop: async () => {} }
}
