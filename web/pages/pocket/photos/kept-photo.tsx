import { useEffect, useState } from 'react'
import { useOutbox } from '../../../api/outbox/use-outbox.tsx'
import css from './photos.module.css'

/** A photo that is still on the device only. */
export function KeptPhoto({ id, name }: { id: string; name: string }) {
  const outbox = useOutbox()
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    let made: string | null = null
    let gone = false
    const show = (photo: Blob | undefined) => {
      if (photo === undefined || gone) return
      made = URL.createObjectURL(photo)
      setUrl(made)
    }
    outbox.findPhoto(id).then(show, () => undefined)
    return () => {
      gone = true
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [outbox, id])
  return url === null ? <span className={css.blank} /> : <img src={url} alt={name} />
}
