import { join } from 'node:path'
import type { Config } from '../kernel/config/config.ts'
import type { Say } from '../kernel/database/embedded.ts'
import { prepareFolder } from '../kernel/database/folder.ts'
import { takeLock } from '../kernel/database/lock.ts'
import { refuseTakenPorts } from './ports.ts'
import { type StoreUrls, startStore } from './store.ts'
import { withLocalTls } from './tls/local.ts'
import { openPhoneDoor } from './tls/phone-door.ts'
import { buildWeb } from './web.ts'

/** A demo account to sign in with. */
export interface DemoAccount {
  name: string
  password: string
  zh: string
  en: string
}

/** The settings once the store has said whether it is a demo. */
export type ServedConfig = Config & { readonly demo: boolean }

/** What the composition root hands back when every door is open. */
export interface RunningServer {
  /** Where the pages are, with the port that was really taken. */
  address: string
  accounts: readonly DemoAccount[]
  /** A one-time link that makes the first administrator, while there is none. */
  invitation?: string | undefined
  /** Finishes what is under way, takes nothing new, and returns. */
  stop(): Promise<void>
}

export type StartServer = (config: ServedConfig, urls: StoreUrls) => Promise<RunningServer>

export interface ServedPlace {
  config: ServedConfig
  server: RunningServer
  version: string
  startedInMs: number
  /** Where phones get the certificate they need; only with `YIWANG_TLS=local`. */
  phoneAddress: string | null
  /** Rejects if the database is lost for good. */
  failed: Promise<never>
  stop(): Promise<void>
}

/** The port beside the encrypted one; chosen by the system where that one is. */
const besideOf = (port: number): number => (port === 0 ? 0 : port + 1)

/** Brings a place up, cheapest refusals first: lock, ports, database, pages, server. */
export async function servePlace(config: Config, start: StartServer, version: string, say: Say): Promise<ServedPlace> {
  const began = performance.now()
  await prepareFolder(config.dataFolder)
  const lock = await takeLock(join(config.dataFolder, 'yiwang.lock'))
  const undo: (() => Promise<void>)[] = [async () => lock.release()]
  const stop = async () => {
    // Last opened, first closed; one that fails does not keep the others open.
    for (const step of undo.splice(0).reverse()) await step().catch((error: Error) => say(failedToStop(error)))
  }
  try {
    await refuseTakenPorts([
      { setting: 'YIWANG_PORT', port: config.port, host: config.host },
      { setting: 'YIWANG_MQTT_PORT', port: config.mqttPort, host: config.host },
      { setting: 'YIWANG_HJ212_PORT', port: config.hj212Port ?? 0, host: config.host },
      ...(config.tls === 'local' ? [{ setting: 'YIWANG_PORT', port: besideOf(config.port), host: config.host }] : []),
    ])
    const [store] = await Promise.all([
      startStore(config, say).then((opened) => {
        undo.push(() => opened.stop())
        return opened
      }),
      buildWeb(say),
    ])
    const { config: served, local } = await withLocalTls({ ...config, demo: store.demo })
    const server = await start(served, store.urls)
    undo.push(() => server.stop())
    let phoneAddress: string | null = null
    if (local !== null) {
      const httpsPort = Number(new URL(server.address).port)
      const door = await openPhoneDoor(local, { host: config.host, port: besideOf(config.port), httpsPort })
      undo.push(() => door.stop())
      phoneAddress = `http://localhost:${door.port}`
    }
    const startedInMs = performance.now() - began
    return { config: served, server, version, startedInMs, phoneAddress, failed: store.failed, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const failedToStop = (error: Error) => ({
  zh: `停止时出错：${error.message}`,
  en: `Trouble while stopping: ${error.message}`,
})
