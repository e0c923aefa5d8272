import { readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { photoErrors } from './picture.ts'

const HOUR_MS = 3_600_000
/** Unfinished photos are kept so long after their last part. */
const KEEP_MS = 24 * HOUR_MS
const OPEN_OF_ONE = 12
const BYTES_OF_ALL = 1024 * 1024 * 1024

interface Unfinished {
  path: string
  bytes: number
  changedMs: number
}

async function list(folder: string): Promise<Unfinished[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const found = await Promise.all(
    files.map((path) =>
      stat(path).then(
        ({ size, mtimeMs }) => [{ path, bytes: size, changedMs: mtimeMs }],
        () => [],
      ),
    ),
  )
  return found.flat()
}

/** The room that unfinished photos may take: a dozen of one sender, a gibibyte of all, for a day. */
export function createShelf(folder: string) {
  let bytes = 0
  let sweptMs = Number.NEGATIVE_INFINITY

  async function sweep(nowMs: number): Promise<void> {
    if (nowMs - sweptMs < HOUR_MS) return
    sweptMs = nowMs
    const all = await list(folder)
    const old = all.filter(({ changedMs }) => nowMs - changedMs > KEEP_MS)
    await Promise.all(old.map(({ path }) => rm(path, { force: true })))
    bytes = all.filter((one) => !old.includes(one)).reduce((sum, one) => sum + one.bytes, 0)
  }

  return {
    /** Counts what was added or taken away. */
    note(change: number): void {
      bytes = Math.max(0, bytes + change)
    },
    /** Throws unless there is room for one more part of this photo. */
    async admit(path: string, more: number, now: Date): Promise<void> {
      await sweep(now.getTime())
      if (bytes + more > BYTES_OF_ALL) throw photoErrors.no_room({ seconds: HOUR_MS / 1000 })
      const own = await readdir(dirname(path)).catch(() => [])
      const isNew = !own.some((name) => path.endsWith(name))
      if (isNew && own.length >= OPEN_OF_ONE)
        throw photoErrors.too_many_open({ most: OPEN_OF_ONE, seconds: HOUR_MS / 1000 })
    },
  }
}
