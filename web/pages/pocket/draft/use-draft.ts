import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { isFull } from '../../../api/device/database.ts'
import { newCommandId } from '../../../api/fetch.ts'
import type { Item, TakenPhoto } from '../../../api/outbox/item.ts'
import { useOutbox, useOutboxState } from '../../../api/outbox/use-outbox.tsx'
import { shrinkPhoto } from '../../../ui/photos/shrink.ts'

const keepAfterMs = 300

/** Why the device did not keep it: it is full, or it keeps nothing at all (a private window of some browsers). */
export type DraftTrouble = 'full' | 'unkept'

export interface Draft<Work extends Item['work']> {
  readonly id: string
  readonly work: Work
  readonly photos: readonly TakenPhoto[]
  readonly trouble: DraftTrouble | null
  /** How many photos are being made smaller now. */
  readonly shrinking: number
  change(to: (work: Work) => Work): void
  addPhotos(as: string, photos: readonly Blob[]): Promise<void>
  dropPhoto(photo: string): Promise<void>
  /** Lets it go; false when the device could not keep it, and then it stays as it is. */
  send(): Promise<boolean>
  discard(): Promise<void>
}

/**
 * Something being written. It is on the device from the first photo or word on: opening the camera may end the page, and so
 * may an end of the session.
 */
export function useDraft<Work extends Item['work']>(begin: () => Item & { readonly work: Work }): Draft<Work> {
  const outbox = useOutbox()
  const { items } = useOutboxState()
  const [begun] = useState(begin)
  const [work, setWork] = useState<Work>(begun.work)
  const [trouble, setTrouble] = useState<DraftTrouble | null>(null)
  const [shrinking, setShrinking] = useState(0)
  const kept = useRef<Item['work'] | null>(items.some(({ id }) => id === begun.id) ? begun.work : null)
  const newest = useRef(work)
  const { id } = begun

  /** Writes to the device; says whether it could. */
  const onDevice = async (write: () => Promise<void>): Promise<boolean> => {
    try {
      await write()
      setTrouble(null)
      return true
    } catch (error) {
      setTrouble(isFull(error) ? 'full' : 'unkept')
      return false
    }
  }
  const keep = (): Promise<boolean> =>
    onDevice(async () => {
      const next = newest.current
      if (kept.current === next) return
      const before = kept.current
      kept.current = next
      try {
        await (before === null ? outbox.save({ ...begun, work: next }) : outbox.rewrite(id, next))
      } catch (error) {
        kept.current = before
        throw error
      }
      // Asked for once there is something to lose; browsers decide by themselves.
      if (before === null) void navigator.storage?.persist?.()
    })

  const keepNow = useEffectEvent(() => void keep())
  useEffect(() => {
    if (work === begun.work) return
    const timer = setTimeout(keepNow, keepAfterMs)
    return () => clearTimeout(timer)
  }, [work, begun])

  return {
    id,
    work,
    photos: items.find((item) => item.id === id)?.photos ?? [],
    trouble,
    shrinking,
    change(to) {
      newest.current = to(newest.current)
      setWork(newest.current)
    },
    async addPhotos(as, photos) {
      setShrinking((count) => count + photos.length)
      for (const photo of photos) {
        const small = await shrinkPhoto(photo)
        if (await keep()) await onDevice(() => outbox.addPhoto(id, { id: newCommandId(), as }, small))
        setShrinking((count) => count - 1)
      }
    },
    async dropPhoto(photo) {
      await onDevice(() => outbox.dropPhoto(id, photo))
    },
    send: async () => (await keep()) && (await onDevice(() => outbox.send(id))),
    discard: () => outbox.discard(id),
  }
}
