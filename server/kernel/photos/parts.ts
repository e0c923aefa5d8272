import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { PhotoPartQuery, PhotoParts } from '../../../contract/photo.ts'
import type { Ctx } from '../actor.ts'
import { Fault } from '../errors.ts'
import { type KeptPhoto, MAX_PHOTO_BYTES, photoErrors, tooLarge } from './picture.ts'
import { createShelf } from './shelf.ts'

/** The largest part taken at once. */
export const MAX_PART_BYTES = 1024 * 1024

interface Deps {
  folder: string
  find: (ctx: Ctx, id: string) => Promise<KeptPhoto | undefined>
  /** Makes the photo of the whole bytes. */
  keep: (ctx: Ctx, id: string, bytes: Buffer) => Promise<KeptPhoto>
}

/** The sha-256 of a `Content-Digest` field (RFC 9530 §2), if it names one. */
const sha256In = (header: string | undefined): string | undefined =>
  /sha-256=:([A-Za-z0-9+/=]+):/.exec(header ?? '')?.[1]

function refuseTorn(bytes: Buffer, header: string | undefined): void {
  const told = sha256In(header)
  if (told !== undefined && createHash('sha256').update(bytes).digest('base64') !== told) throw photoErrors.part_torn()
}

const done = ({ id, width, height }: KeptPhoto): PhotoParts => ({ kept: 0, done: true, photo: { id, width, height } })
const partly = (kept: number): PhotoParts => ({ kept, done: false, photo: null })

/**
 * Photos that arrive in parts: appended to a file of their sender and id, synced before they are answered, made a photo by
 * the part that completes them. They outlive a restart; what is not completed in a day is forgotten.
 */
export function createParts({ folder, find, keep }: Deps) {
  const shelf = createShelf(folder)
  const turns = new Map<string, Promise<unknown>>()

  const pathOf = (ctx: Ctx, id: string): string =>
    join(folder, createHash('sha256').update(ctx.actor.id).digest('hex').slice(0, 32), `${id}.part`)

  const sizeOf = (path: string): Promise<number> =>
    stat(path).then(
      ({ size }) => size,
      () => 0,
    )

  /** One after another for each photo: two parts sent at once do not both find the same end. */
  async function inTurn<T>(path: string, work: () => Promise<T>): Promise<T> {
    const before = turns.get(path) ?? Promise.resolve()
    const mine = before.then(work, work)
    turns.set(path, mine)
    try {
      return await mine
    } finally {
      if (turns.get(path) === mine) turns.delete(path)
    }
  }

  async function write(path: string, bytes: Buffer): Promise<void> {
    await mkdir(dirname(path), { recursive: true })
    const file = await open(path, 'a')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
  }

  async function forget(path: string): Promise<void> {
    shelf.note(-(await sizeOf(path)))
    await rm(path, { force: true })
  }

  async function complete(ctx: Ctx, id: string, path: string): Promise<PhotoParts> {
    try {
      const photo = await keep(ctx, id, await readFile(path))
      await forget(path)
      return done(photo)
    } catch (error) {
      // What is no photo never becomes one: its sender begins anew.
      if (error instanceof Fault && error.kind !== 'unavailable') await forget(path)
      throw error
    }
  }

  return {
    /** How far a photo of this sender has come. */
    async kept(ctx: Ctx, id: string): Promise<PhotoParts> {
      const photo = await find(ctx, id)
      return photo === undefined ? partly(await sizeOf(pathOf(ctx, id))) : done(photo)
    },
    /** Lets go of what has arrived of a photo that is given up; a photo that is whole stays until it is swept away. */
    async giveUp(ctx: Ctx, id: string): Promise<PhotoParts> {
      const path = pathOf(ctx, id)
      await inTurn(path, () => forget(path))
      return partly(0)
    },
    /** Adds a part where the last one ended. */
    append(ctx: Ctx, id: string, { offset, length }: PhotoPartQuery, bytes: Buffer, digest: string | undefined) {
      if (length > MAX_PHOTO_BYTES) throw tooLarge()
      refuseTorn(bytes, digest)
      const path = pathOf(ctx, id)
      return inTurn(path, async (): Promise<PhotoParts> => {
        const photo = await find(ctx, id)
        if (photo !== undefined) return done(photo)
        const kept = await sizeOf(path)
        if (offset !== kept) throw photoErrors.wrong_offset({ kept })
        if (bytes.length === 0 || kept + bytes.length > length) throw photoErrors.wrong_length({ kept, length })
        await shelf.admit(path, bytes.length, ctx.clock.now())
        await write(path, bytes)
        shelf.note(bytes.length)
        return kept + bytes.length === length ? complete(ctx, id, path) : partly(kept + bytes.length)
      })
    },
  }
}
