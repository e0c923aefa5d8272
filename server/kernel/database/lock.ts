import { readFileSync, unlinkSync } from 'node:fs'
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { databaseErrors } from './errors.ts'
import { folderFault } from './folder.ts'
import { processStart } from './process.ts'

export interface FolderLock {
  release(): void
}

interface Holder {
  pid: number
  /** When that process began: a number that was given to another process since is not mistaken for the holder. */
  start: string
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function parseHolder(text: string): Holder | undefined {
  const [pid, start] = text.trim().split(' ')
  return pid && start ? { pid: Number(pid), start } : undefined
}

/** The process that holds the lock now, if it still lives. */
export async function findLockHolder(file: string): Promise<number | undefined> {
  const text = await readText(file)
  const holder = text === undefined ? undefined : parseHolder(text)
  return holder && (await processStart(holder.pid)) === holder.start ? holder.pid : undefined
}

/** Takes a lock file for this process, over the body of a dead holder if need be; a living holder is a fault. */
export async function takeLock(file: string): Promise<FolderLock> {
  const folder = dirname(file)
  const mine = `${process.pid} ${await processStart(process.pid)}\n`
  const draft = `${file}.${process.pid}`
  try {
    await writeFile(draft, mine, { mode: 0o644 })
    for (;;) {
      // A hard link is the one creation that is both complete and exclusive.
      const taken = await link(draft, file).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'EEXIST') return false
          throw error
        },
      )
      if (taken) break
      const pid = await findLockHolder(file)
      if (pid !== undefined) throw databaseErrors.in_use({ folder, pid })
      await removeDead(file)
    }
  } catch (error) {
    throw folderFault(error, folder)
  } finally {
    await unlink(draft).catch(() => {})
  }
  return {
    release() {
      try {
        if (readFileSync(file, 'utf8') === mine) unlinkSync(file)
      } catch {
        // Gone with its folder: nothing is left to release.
      }
    },
  }
}

/** Moves a dead holder's file away; if another starter was quicker and ours to move was its fresh one, gives it back. */
async function removeDead(file: string): Promise<void> {
  const aside = `${file}.dead.${process.pid}`
  try {
    await rename(file, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  if ((await findLockHolder(aside)) !== undefined) await link(aside, file).catch(() => {})
  await unlink(aside)
}
