import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { headFiles, headsFile, readHeads } from '../journal/seal/heads.ts'
import { backupErrors } from './errors.ts'
import { gather, type Section } from './format.ts'

/** What belongs to the running installation and not to its data: the cluster, locks, and the heads, which go apart. */
const LEFT_OUT = /^(postgres($|\.)|heads(\.\d+)?\.jsonl$|.*\.lock$)/

/** What is being written, or put aside for a while. */
const UNFINISHED = /\.tmp$/

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

/** Whether a path lies in a folder. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(resolve(folder), resolve(path))
  return way === '' || (!way.startsWith(`..${sep}`) && way !== '..')
}

async function* walk(folder: string, under = ''): AsyncGenerator<string> {
  const entries = await readdir(join(folder, under), { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(under, entry.name)
    if ((under === '' && LEFT_OUT.test(entry.name)) || UNFINISHED.test(entry.name)) continue
    if (entry.isDirectory()) yield* walk(folder, path)
    else if (entry.isFile()) yield path
  }
}

/** The files of the data folder. Taken after the snapshot: a row of it may name a file, a file is written before its row. */
export async function* fileSections(dataFolder: string): AsyncGenerator<Section> {
  for await (const path of walk(dataFolder)) {
    const found = await stat(join(dataFolder, path)).catch((error: unknown) => {
      if (isMissing(error)) return undefined
      throw error
    })
    // Removed since it was listed: a draft that was renamed.
    if (found === undefined) continue
    const header = { section: 'file', path: path.split(sep).join('/'), mode: found.mode & 0o777 } as const
    yield { header, body: createReadStream(join(dataFolder, path)) }
  }
}

/** The signed heads up to the snapshot's last seal: later ones would convict the restored store of a missing tail. */
export async function* headLines(dataFolder: string, lastNo: number): AsyncGenerator<Buffer> {
  for (const file of await headFiles(dataFolder)) {
    const { heads } = await readHeads(file)
    const lines = heads.filter((head) => head.no <= lastNo).map((head) => `${JSON.stringify(head)}\n`)
    yield Buffer.from(lines.join(''))
  }
}

/** Whether the data folder is that of a store which has lived. */
export async function hasLived(dataFolder: string): Promise<boolean> {
  const names = await readdir(dataFolder).catch((error: unknown) => {
    if (isMissing(error)) return []
    throw error
  })
  return names.some((name) => name === 'keys' || name === 'heads.jsonl')
}

export async function writeHeads(dataFolder: string, body: AsyncIterable<Buffer>): Promise<void> {
  await writeFile(headsFile(dataFolder), await gather(body), { flush: true })
}

/** Puts one file back in its place; a path that leads out of the folder is refused. */
export async function writeFileBack(
  dataFolder: string,
  { path, mode }: { path: string; mode: number },
  body: AsyncIterable<Buffer>,
): Promise<void> {
  const target = resolve(dataFolder, path)
  if (!isInside(target, dataFolder) || target === resolve(dataFolder)) throw backupErrors.damaged({ part: path })
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  if (path === SECRETS) return mergeSecrets(target, await gather(body))
  await pipeline(body, createWriteStream(target, { mode, flush: true }))
  await chmod(target, mode)
}

const SECRETS = 'secrets.json'

/** Secrets the new place made for its own database stay; those that belong to the data are added. */
async function mergeSecrets(target: string, saved: Buffer): Promise<void> {
  const own = await readFile(target, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return '{}'
    throw error
  })
  const all = { ...(JSON.parse(saved.toString()) as object), ...(JSON.parse(own) as object) }
  await writeFile(target, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600, flush: true })
}
