import { mkdir, open, readdir, readFile, rename, stat, truncate, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Head } from './seal.ts'

const CURRENT = 'heads.jsonl'
const ROTATED = /^heads\.(\d+)\.jsonl$/
const ROTATE_BYTES = 8 * 1024 * 1024
/** Each head covers all before it by digest, so old files add convenience, not proof. */
const KEEP_ROTATED = 2

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

/** The file of signed heads outside the database: what the database says is measured against it. */
export const headsFile = (dataFolder: string): string => join(dataFolder, CURRENT)

const parseLine = (line: string): Head | undefined => {
  try {
    return JSON.parse(line) as Head
  } catch {
    return undefined
  }
}

/** The heads of one file in order; lines that are no head are counted, not thrown. */
export async function readHeads(file: string): Promise<{ heads: Head[]; broken: number }> {
  const text = await readFile(file, 'utf8')
  const lines = text.split('\n').filter((line) => line !== '')
  const heads = lines.map(parseLine).filter((head) => head !== undefined)
  // A last line without its end is a write that was cut off, not a change.
  const torn = text !== '' && !text.endsWith('\n') && parseLine(lines.at(-1) ?? '') === undefined
  return { heads, broken: lines.length - heads.length - (torn ? 1 : 0) }
}

/** All files of heads in a data folder, oldest first. */
export async function headFiles(dataFolder: string): Promise<string[]> {
  const names = await readdir(dataFolder).catch((error: unknown) => {
    if (isMissing(error)) return []
    throw error
  })
  const rotated = names
    .map((name) => ({ name, no: Number(ROTATED.exec(name)?.[1] ?? Number.NaN) }))
    .filter(({ no }) => !Number.isNaN(no))
    .sort((a, b) => a.no - b.no)
    .map(({ name }) => name)
  return [...rotated, ...names.filter((name) => name === CURRENT)].map((name) => join(dataFolder, name))
}

/** The head of one seal as it is kept outside the database, if that line has not been put away yet. */
export async function findHead(dataFolder: string, no: number): Promise<Head | undefined> {
  const begins = `{"no":${no},`
  for (const file of (await headFiles(dataFolder)).toReversed()) {
    const text = await readFile(file, 'utf8')
    const at = text.startsWith(begins) ? 0 : text.indexOf(`\n${begins}`) + 1
    if (at === 0 && !text.startsWith(begins)) continue
    return parseLine(text.slice(at, text.indexOf('\n', at)))
  }
  return undefined
}

/** Cuts off what a crash left of a half-written line and returns the last whole head. */
async function mendTail(file: string): Promise<Head | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return ''
    throw error
  })
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  if (whole.length !== text.length) await truncate(file, Buffer.byteLength(whole))
  return parseLine(whole.trimEnd().split('\n').at(-1) ?? '')
}

export type Heads = ReturnType<typeof openHeads>

/** Appends heads durably: an answered `append` survives a power cut. */
export function openHeads(dataFolder: string, rotateBytes = ROTATE_BYTES) {
  const file = headsFile(dataFolder)

  async function write(heads: readonly Head[]): Promise<void> {
    const handle = await open(file, 'a', 0o644)
    const before = (await handle.stat()).size
    try {
      await handle.appendFile(heads.map((head) => `${JSON.stringify(head)}\n`).join(''))
      await handle.datasync()
    } catch (error) {
      // A full disk takes part of a line; what is appended later must not stand behind it.
      await handle.truncate(before)
      throw error
    } finally {
      await handle.close()
    }
  }

  /** Begins a new file with the last head of the old one, so that the current file always holds the newest head. */
  async function rotate(last: Head): Promise<void> {
    await rename(file, join(dataFolder, `heads.${last.no}.jsonl`))
    await write([last])
    const old = (await headFiles(dataFolder)).slice(0, -1)
    for (const path of old.slice(0, -KEEP_ROTATED)) await unlink(path)
  }

  return {
    /** The newest head, read from the file. */
    async last(): Promise<Head | undefined> {
      await mkdir(dataFolder, { recursive: true })
      return mendTail(file)
    },
    async append(heads: readonly Head[]): Promise<void> {
      const last = heads.at(-1)
      if (last === undefined) return
      await write(heads)
      if ((await stat(file)).size > rotateBytes) await rotate(last)
    },
  }
}
