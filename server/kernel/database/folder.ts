import { chmod, mkdir, stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Fault } from '../errors.ts'
import { databaseErrors } from './errors.ts'

/** A new cluster takes 40 MB and its write-ahead log grows by 16 MB pieces. */
const NEEDED_MB = 256

/** The fault for a file-system error in the data folder. */
export function folderFault(error: unknown, folder: string): Fault {
  if (error instanceof Fault) return error
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return databaseErrors.disk_full({ folder, neededMb: NEEDED_MB }, { cause: error })
  }
  if (code === 'EROFS') return databaseErrors.read_only({ folder }, { cause: error })
  return databaseErrors.folder({ folder, reason: code ?? message }, { cause: error })
}

/** The fault for what PostgreSQL or initdb wrote before it gave up. */
export function outputFault(output: string, folder: string, log: string): Fault {
  if (/No space left on device|Disk quota exceeded/.test(output)) {
    return databaseErrors.disk_full({ folder, neededMb: NEEDED_MB })
  }
  if (/Read-only file system/.test(output)) return databaseErrors.read_only({ folder })
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const reason = lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? 'no output'
  return databaseErrors.server_failed({ reason: reason.replace(/^.*?(FATAL|PANIC|error):\s*/, ''), log })
}

/** Makes a folder with its parents; true if it was not there. (Node's own recursive mkdir never returns below /proc.) */
async function makeFolders(folder: string): Promise<boolean> {
  try {
    await mkdir(folder)
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error
  }
  await makeFolders(dirname(folder))
  await mkdir(folder)
  return true
}

/** Makes the folder if it is not there and refuses one that cannot take data. */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    // Others may pass through to the cluster (PostgreSQL may have to run as another user) but not list.
    if (await makeFolders(folder)) await chmod(folder, 0o711)
    if (!(await stat(folder)).isDirectory()) throw databaseErrors.folder({ folder, reason: 'ENOTDIR' })
    const space = await statfs(folder)
    const freeMb = (space.bavail * space.bsize) / 1_048_576
    if (freeMb < NEEDED_MB) throw databaseErrors.disk_full({ folder, neededMb: NEEDED_MB })
  } catch (error) {
    throw folderFault(error, folder)
  }
}
