import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile, stat, truncate } from 'node:fs/promises'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { folderFault, outputFault } from '../folder.ts'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { CLEAN_ENV } from './cluster.ts'
import type { Place } from './place.ts'
import { findPostmaster } from './postmaster.ts'

export type Settings = Readonly<Record<string, string>>

export interface Launch {
  place: Place
  binaries: Binaries
  account: Account
  port: number
  settings: Settings
}

const LOG_LIMIT_BYTES = 4_000_000
/** A killed server's last children hold its memory for a moment: the next one is refused until they are gone. */
const REFUSED_FOR_NOW = /lock file ".*" already exists|pre-existing shared memory block|Address already in use/
const ATTEMPTS = 40
const ATTEMPT_PAUSE_MS = 250

/** Durable, and modest for a machine it shares with the program; memory is used as the data grows. */
function defaults(): Settings {
  const memoryMb = Math.floor(totalmem() / 1_048_576)
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '60',
    shared_buffers: `${Math.max(32, Math.min(256, Math.floor(memoryMb / 8)))}MB`,
    effective_cache_size: `${Math.max(128, Math.floor(memoryMb / 2))}MB`,
    maintenance_work_mem: '128MB',
    work_mem: '16MB',
    synchronous_commit: 'on',
    max_wal_size: '4GB',
    min_wal_size: '256MB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    jit: 'off',
    io_workers: '2',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    log_checkpoints: 'off',
    lc_messages: 'C',
  }
}

/** A TCP port on loopback that is free now. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function attempt(launch: Launch): Promise<ChildProcess | { output: string }> {
  const { place, binaries, account, port } = launch
  const size = await stat(place.log).then(
    (found) => found.size,
    () => 0,
  )
  if (size > LOG_LIMIT_BYTES) await truncate(place.log)
  const from = size > LOG_LIMIT_BYTES ? 0 : size
  const log = await open(place.log, 'a', 0o600)
  const settings = Object.entries({ ...defaults(), ...launch.settings, port: String(port) })
  const args = ['-D', place.cluster, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  // A session of its own: Ctrl-C in the terminal reaches us alone, and we stop the server after the last request.
  const child = spawn(join(binaries.bin, 'postgres'), args, {
    ...account.ids,
    cwd: '/',
    env: CLEAN_ENV,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  let gone: string | undefined
  child.once('error', (error) => {
    gone = error.message
  })
  child.once('exit', (code, signal) => {
    gone ??= `postgres ended with ${signal ?? code}`
  })
  await log.close()
  // No limit here: after a crash the server replays its log for as long as that takes, and ends itself if it cannot.
  for (;;) {
    if (gone !== undefined) {
      const written = await readFile(place.log).then(
        (bytes) => bytes.subarray(from).toString(),
        () => '',
      )
      return { output: written || gone }
    }
    const self = await findPostmaster(place.cluster)
    if (self?.pid === child.pid && self?.ready) {
      // What keeps our process alive is its own work, not the server beside it.
      child.unref()
      return child
    }
    await pause(15)
  }
}

/** Starts the server and returns when it takes connections. */
export async function launchServer(launch: Launch): Promise<ChildProcess> {
  for (let count = 1; ; count += 1) {
    const result = await attempt(launch).catch((error: unknown) => {
      throw folderFault(error, launch.place.folder)
    })
    if (!('output' in result)) return result
    if (count === ATTEMPTS || !REFUSED_FOR_NOW.test(result.output)) {
      throw outputFault(result.output, launch.place.folder, launch.place.log)
    }
    await pause(ATTEMPT_PAUSE_MS)
  }
}
