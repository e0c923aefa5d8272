import { execFile } from 'node:child_process'
import { readFile, readlink } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

const ps = async (pid: number, column: string): Promise<string | undefined> =>
  run('ps', ['-o', `${column}=`, '-p', String(pid)]).then(
    ({ stdout }) => stdout.trim() || undefined,
    () => undefined,
  )

/** A token of the moment a process began, or undefined if there is no such process (or only its zombie). */
export async function processStart(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return (await ps(pid, 'lstart'))?.replaceAll(' ', '_')
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  // The name in brackets may hold blanks: fields are counted behind it. 3rd field state, 22nd start time.
  const fields = line?.slice(line.lastIndexOf(')') + 2).split(' ')
  return fields?.[0] === 'Z' ? undefined : fields?.[19]
}

/** Whether a process is a PostgreSQL server of this cluster folder: its name and where it works are looked at, not only the number. */
export async function isPostgresOf(pid: number, cluster: string): Promise<boolean> {
  if (process.platform !== 'linux') return ((await ps(pid, 'command')) ?? '').includes(`-D ${cluster}`)
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
  if (name.trim() !== 'postgres') return false
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
  if (folder !== undefined) return folder === cluster
  // Another user's process hides where it works; its arguments it does not.
  const args = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return args.split('\0').includes(cluster)
}

/** Waits until a process is gone; false when it still lives after the limit. */
export async function awaitExit(pid: number, limitMs: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs <= limitMs; waitedMs += 20) {
    if ((await processStart(pid)) === undefined) return true
    await pause(20)
  }
  return false
}
