import type { Item } from './item.ts'
import type { Outbox } from './outbox.ts'

/** The photos of an item that the server would not have, by their place in it. */
export const badPhotos = ({ photos }: Item): readonly { readonly id: string; readonly number: number }[] =>
  photos.flatMap(({ id, problem }, at) => (problem ? [{ id, number: at + 1 }] : []))

/** Sends something refused once more, without those. */
export async function sendWithoutBad(outbox: Outbox, item: Item): Promise<void> {
  for (const { id } of badPhotos(item)) await outbox.dropPhoto(item.id, id)
  await outbox.send(item.id)
}
