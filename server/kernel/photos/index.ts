import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Ctx } from '../actor.ts'
import type { Pool, Tx } from '../database/pool.ts'
import { kernelErrors } from '../errors.ts'
import { sha256 } from '../journal/digest.ts'
import type { Space } from '../space.ts'
import { createParts } from './parts.ts'
import { type KeptPhoto, MAX_PHOTO_BYTES, photoErrors, readPicture, tooLarge } from './picture.ts'

export { MAX_PART_BYTES } from './parts.ts'
export { type KeptPhoto, MAX_PHOTO_BYTES } from './picture.ts'

interface PhotoRecord {
  id: string
  account: string
  width: number
  height: number
  taken_at: Date | null
}

const FIND = 'select id, account, width, height, taken_at from kernel.photo where id = $1'

const KEEP = `insert into kernel.photo (id, account, digest, bytes, width, height, taken_at, lon, lat, kept_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do nothing`

// The lock keeps the sweep away until the entry that names them is there.
const USE = `update kernel.photo set used = true where id = any($1) returning id`

const SWEEP = `delete from kernel.photo where id in (
  select id from kernel.photo where not used and kept_at < $1 order by kept_at limit $2 for update skip locked) returning id`

const DAY_MS = 86_400_000
/** A photo that no entry names is kept so long: a report may wait on a phone for days, and its sender asks before it goes. */
const UNUSED_KEEP_MS = 7 * DAY_MS
const SWEPT_AT_ONCE = 200

const toKept = ({ taken_at, ...row }: PhotoRecord): KeptPhoto => ({ ...row, takenAt: taken_at })

const SIZES = ['full', 'small'] as const

export type Photos = ReturnType<typeof createPhotos>

/** Photos in the data folder, two sizes each, encoded anew by us. The file is on disk before its row says so. */
export function createPhotos({ pool, space }: { pool: Pool; space: Space }, dataFolder: string) {
  const root = join(dataFolder, 'photos')
  const pathOf = (id: string, size: (typeof SIZES)[number]) => join(root, id.slice(-2), `${id}.${size}.jpg`)

  async function find(tx: Tx, id: string): Promise<KeptPhoto | undefined> {
    const row = await tx.maybe<PhotoRecord>(FIND, [id])
    return row && toKept(row)
  }

  async function findOwn(ctx: Ctx, id: string): Promise<KeptPhoto | undefined> {
    const photo = await pool.whole((tx) => find(tx, id))
    return photo && owned(photo, ctx)
  }

  async function keep(ctx: Ctx, id: string, bytes: Buffer): Promise<KeptPhoto> {
    if (bytes.length > MAX_PHOTO_BYTES) throw tooLarge()
    const earlier = await findOwn(ctx, id)
    if (earlier !== undefined) return earlier
    if (space.isScarce()) throw kernelErrors.disk_full()
    const picture = await readPicture(bytes)
    await store(pathOf(id, 'full'), picture.full)
    await store(pathOf(id, 'small'), picture.small)
    const kept = await pool.whole(async (tx) => {
      await tx.query(KEEP, [
        id,
        ctx.actor.id,
        sha256(picture.full),
        picture.full.length,
        picture.width,
        picture.height,
        picture.takenAt,
        picture.position?.lon ?? null,
        picture.position?.lat ?? null,
        ctx.clock.now(),
      ])
      return find(tx, id)
    })
    if (kept === undefined) throw kernelErrors.not_found()
    return owned(kept, ctx)
  }

  return {
    find,
    /** Keeps a photo under the id its sender chose; sent again, it is kept once. Somebody else's id is a conflict. */
    keep,
    /** Marks photos as named by what this command writes; throws when one is not there. */
    async use(tx: Tx, ids: readonly string[]): Promise<void> {
      if (ids.length === 0) return
      const found = await tx.query(USE, [ids])
      if (found.length < new Set(ids).size) throw photoErrors.missing()
    },
    /** Takes away photos that nothing named for a week, picture and row; returns how many. */
    async sweep(now: Date): Promise<number> {
      const before = new Date(now.getTime() - UNUSED_KEEP_MS)
      let count = 0
      for (;;) {
        const gone = await pool.whole((tx) => tx.query<{ id: string }>(SWEEP, [before, SWEPT_AT_ONCE]))
        // The rows first: a row whose picture is gone would be shown broken, a picture without a row is only room.
        for (const { id } of gone) for (const size of SIZES) await rm(pathOf(id, size), { force: true })
        count += gone.length
        if (gone.length < SWEPT_AT_ONCE) return count
      }
    },
    /** The same for photos that come in parts. */
    parts: createParts({ folder: join(root, 'parts'), find: findOwn, keep }),
    /** The JPEG itself. */
    read: (id: string, size: 'full' | 'small'): Promise<Buffer> => readFile(pathOf(id, size)),
  }
}

function owned(photo: KeptPhoto, ctx: Ctx): KeptPhoto {
  if (photo.account !== ctx.actor.id) throw kernelErrors.command_id_reused()
  return photo
}

/** Writes a file so that after a crash it is there whole or not at all. */
async function store(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const draft = `${path}.${process.pid}.part`
  const file = await open(draft, 'w')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
}
