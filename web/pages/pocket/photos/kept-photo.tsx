import { useEffect, useState } from 'react'
import type { TakenPhoto } from '../../../api/outbox/item.ts'
import { useOutbox } from '../../../api/outbox/use-outbox.tsx'
import { Preview } from '../../../ui/photos/preview.tsx'
import type { ShownPhoto } from '../../../ui/pocket/photos/take-photos.tsx'

/** A photo that is still on the device only. */
function KeptPhoto({ id, name }: { id: string; name: string }) {
  const outbox = useOutbox()
  const [photo, setPhoto] = useState<Blob>()
  useEffect(() => {
    let gone = false
    const show = (found: Blob | undefined) => {
      if (!gone) setPhoto(found)
    }
    outbox.findPhoto(id).then(show, () => undefined)
    return () => {
      gone = true
    }
  }, [outbox, id])
  return photo === undefined ? null : <Preview photo={photo} name={name} />
}

/** The photos of a draft, to be shown where they are taken. */
export const keptPhotos = (photos: readonly TakenPhoto[]): ShownPhoto[] =>
  photos.map(({ id }) => ({ id, picture: (name) => <KeptPhoto id={id} name={name} /> }))
