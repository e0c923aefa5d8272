import { readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { databaseErrors } from '../errors.ts'
import { awaitExit, isPostgresOf, processStart } from '../process.ts'

/** A fast shutdown writes a checkpoint; on a slow disk with a full write-ahead log that takes its time. */
const FAST_STOP_MS = 60_000
const IMMEDIATE_STOP_MS = 10_000

/** What a running server says of itself in postmaster.pid. */
export interface Postmaster {
  pid: number
  port: number
  ready: boolean
}

const fileOf = (cluster: string): string => join(cluster, 'postmaster.pid')

export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(fileOf(cluster), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  // 1st line the process, 4th the port, 8th the state.
  const lines = text.split('\n')
  const pid = Number(lines[0])
  return pid > 0 ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' } : undefined
}

/** Stops a server by signal: fast, and at once (recovered at the next start) if that is not enough. */
export async function stopServer(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT')
  if (await awaitExit(pid, FAST_STOP_MS)) return
  process.kill(pid, 'SIGQUIT')
  if (!(await awaitExit(pid, IMMEDIATE_STOP_MS))) throw new Error(`still running after ${FAST_STOP_MS / 1000} s`)
}

/** Ends the server that a killed run of ours left behind, known by the cluster's own file; true if there was one. */
export async function stopOrphan(cluster: string): Promise<boolean> {
  const left = await findPostmaster(cluster)
  if (left === undefined || (await processStart(left.pid)) === undefined) return false
  if (!(await isPostgresOf(left.pid, cluster))) {
    // The number belongs to a stranger by now; PostgreSQL would take him for its own server and refuse to start.
    await unlink(fileOf(cluster))
    return false
  }
  try {
    await stopServer(left.pid)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ESRCH') return true
    throw databaseErrors.orphan({ pid: left.pid, reason: code ?? message }, { cause: error })
  }
  return true
}
