import { answerOf, onDevice } from '../device/database.ts'
import type { Shelf } from './edges.ts'
import type { Item } from './item.ts'

interface KeptPhoto {
  readonly id: string
  readonly blob: Blob
}

const itemsOf = (account: string): Promise<Item[]> =>
  onDevice(['item'], 'readonly', (part) => answerOf<Item[]>(part('item').index('account').getAll(account)))

/** The shelf in the browser's own database. */
export const deviceShelf: Shelf = {
  list: itemsOf,
  countOthers: (account) =>
    onDevice(['item'], 'readonly', async (part) => {
      const items = await answerOf<Item[]>(part('item').getAll())
      return items.filter((item) => item.account !== account && item.state !== 'draft').length
    }),
  put: (item) => onDevice(['item'], 'readwrite', async (part) => void (await answerOf(part('item').put(item)))),
  change: (id, to) =>
    onDevice(['item'], 'readwrite', async (part) => {
      const item = await answerOf<Item | undefined>(part('item').get(id))
      if (item === undefined) return undefined
      const next = to(item)
      await answerOf(part('item').put(next))
      return next
    }),
  remove: (id) =>
    onDevice(['item', 'photo'], 'readwrite', async (part) => {
      const item = await answerOf<Item | undefined>(part('item').get(id))
      for (const photo of item?.photos ?? []) await answerOf(part('photo').delete(photo.id))
      await answerOf(part('item').delete(id))
    }),
  addPhoto: (id, photo, blob) =>
    onDevice(['item', 'photo'], 'readwrite', async (part) => {
      const item = await answerOf<Item | undefined>(part('item').get(id))
      if (item === undefined) return
      const kept: KeptPhoto = { id: photo.id, blob }
      await answerOf(part('photo').put(kept))
      await answerOf(part('item').put({ ...item, photos: [...item.photos, photo] }))
    }),
  dropPhoto: (id, photo) =>
    onDevice(['item', 'photo'], 'readwrite', async (part) => {
      const item = await answerOf<Item | undefined>(part('item').get(id))
      await answerOf(part('photo').delete(photo))
      if (item === undefined) return
      await answerOf(part('item').put({ ...item, photos: item.photos.filter((one) => one.id !== photo) }))
    }),
  findPhoto: async (photo) => {
    const kept = await onDevice(['photo'], 'readonly', (part) =>
      answerOf<KeptPhoto | undefined>(part('photo').get(photo)),
    )
    return kept?.blob
  },
}
