import { execFile } from 'node:child_process'
import { chown, mkdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { databaseErrors } from '../errors.ts'
import { folderFault, outputFault } from '../folder.ts'
import type { Account } from './account.ts'
import { type Binaries, MAJOR } from './binaries.ts'
import type { Place } from './place.ts'

const run = promisify(execFile)

export const SUPERUSER = 'yiwang_super'

/** Order and case folding are PostgreSQL's own C.UTF-8, the same on every machine. The libc character classes only
 * serve trigram and text search; the first the system knows is taken. */
const CHARACTER_TYPES = ['C.UTF-8', 'en_US.UTF-8', 'C']

async function clusterVersion(cluster: string): Promise<string | undefined> {
  return readFile(join(cluster, 'PG_VERSION'), 'utf8').then(
    (text) => text.trim(),
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    },
  )
}

/** Makes the cluster unless it is there; refuses one of another PostgreSQL. True when made. */
export async function prepareCluster(
  place: Place,
  binaries: Binaries,
  account: Account,
  options: { password: string; durable: boolean },
): Promise<boolean> {
  try {
    const found = await clusterVersion(place.cluster)
    if (found === MAJOR) return false
    if (found !== undefined) throw databaseErrors.cluster_version({ folder: place.folder, found, expected: MAJOR })
    await initialise(place, binaries, account, options)
    return true
  } catch (error) {
    throw folderFault(error, place.folder)
  }
}

async function initialise(
  place: Place,
  binaries: Binaries,
  account: Account,
  options: { password: string; durable: boolean },
): Promise<void> {
  // Made beside and renamed when whole: a start that was cut short leaves no half cluster behind.
  const draft = `${place.cluster}.new`
  const passwordFile = `${place.cluster}.password`
  for (const [at, characterType] of CHARACTER_TYPES.entries()) {
    await rm(draft, { recursive: true, force: true })
    await mkdir(draft, { mode: 0o700 })
    await rm(passwordFile, { force: true })
    await writeFile(passwordFile, options.password, { mode: 0o600 })
    if (account.ids) {
      await chown(draft, account.ids.uid, account.ids.gid)
      await chown(passwordFile, account.ids.uid, account.ids.gid)
    }
    const args = ['-D', draft, '-U', SUPERUSER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8']
    args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', `--lc-ctype=${characterType}`)
    args.push('--no-instructions', ...(options.durable ? [] : ['--no-sync']))
    const failure = await run(join(binaries.bin, 'initdb'), args, { ...account.ids, cwd: '/', env: CLEAN_ENV }).then(
      () => undefined,
      (error: Error & { stderr?: string }) => error,
    )
    await unlink(passwordFile)
    if (failure === undefined) break
    const output = failure.stderr || failure.message
    if (at + 1 < CHARACTER_TYPES.length && /invalid locale|locale name/.test(output)) continue
    await rm(draft, { recursive: true, force: true })
    throw outputFault(output, place.folder, 'initdb')
  }
  await rename(draft, place.cluster)
}

/** The host's PG* and LC_* variables have no say in our own server. */
export const CLEAN_ENV = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
