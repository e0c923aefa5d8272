import { createHash } from 'node:crypto'
import { access, chmod, chown, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { databaseErrors } from '../errors.ts'
import { folderFault, prepareFolder } from '../folder.ts'
import { type Account, canEnter } from './account.ts'

/** What only root may enter PostgreSQL cannot use: its part of such a data folder is kept here. */
const ELSEWHERE = '/var/lib/yiwang'
const POINTER = 'postgres.elsewhere'

/** A line for the operator in both languages. */
export interface Notice {
  zh: string
  en: string
}

export type Say = (notice: Notice) => void

export interface Place {
  /** The data folder as the operator named it. */
  folder: string
  /** The folder that holds the cluster, its lock and its log; the data folder itself unless that is closed to others. */
  home: string
  cluster: string
  log: string
}

const placeAt = (folder: string, home: string): Place => ({
  folder,
  home,
  cluster: join(home, 'postgres'),
  log: join(home, 'postgres.log'),
})

async function readPointer(folder: string): Promise<string | undefined> {
  try {
    return (await readFile(join(folder, POINTER), 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw folderFault(error, folder)
  }
}

/** Where the cluster of a data folder lies, without making anything. */
export async function findPlace(folder: string): Promise<Place> {
  const whole = resolve(folder)
  return placeAt(whole, (await readPointer(whole)) ?? whole)
}

/** Makes the shared root for what cannot stay in the data folder. */
export async function makeElsewhere(account: Account, folder: string): Promise<string> {
  try {
    await mkdir(ELSEWHERE, { recursive: true })
    await chmod(ELSEWHERE, 0o711)
    if (await canEnter(account, ELSEWHERE)) return ELSEWHERE
    throw new Error(`${account.name} cannot enter it`)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw databaseErrors.no_place({ account: account.name, folder, fallback: ELSEWHERE, reason: code ?? message })
  }
}

/** Prepares the data folder and decides where its cluster lies; says so when that is elsewhere. */
export async function preparePlace(folder: string, account: Account, say: Say): Promise<Place> {
  const whole = resolve(folder)
  await prepareFolder(whole)
  const pointed = await readPointer(whole)
  if (pointed !== undefined) {
    await prepareFolder(pointed)
    return placeAt(whole, pointed)
  }
  if (account.ids === undefined || (await canEnter(account, whole))) return placeAt(whole, whole)
  const home = await claimHome(await makeElsewhere(account, whole), whole)
  say({
    zh: `${whole} 只有 root 能进入，PostgreSQL 的数据放在 ${home}（以用户 ${account.name} 运行）`,
    en: `Only root can enter ${whole}: PostgreSQL keeps its data in ${home} (running as ${account.name})`,
  })
  return placeAt(whole, home)
}

async function claimHome(root: string, folder: string): Promise<string> {
  const id = createHash('sha256').update(folder).digest('hex').slice(0, 12)
  const home = join(root, id)
  try {
    // Without a pointer the data folder is new: what an earlier folder of this name left is set aside, never mixed in.
    const left = await access(home).then(
      () => true,
      () => false,
    )
    if (left) await rename(home, `${home}.left-${process.pid}`)
    await mkdir(home, { mode: 0o711 })
    await chmod(home, 0o711)
    await chown(home, 0, 0)
    await writeFile(join(folder, POINTER), `${home}\n`, { flush: true })
  } catch (error) {
    throw folderFault(error, home)
  }
  return home
}
