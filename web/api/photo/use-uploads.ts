import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import { shrinkPhoto } from '../../ui/photos/shrink.ts'
import { newCommandId } from '../fetch.ts'
import { ApiProblem, unreachable } from '../problem.ts'
import { forgetPhoto, uploadPhoto } from './upload.ts'
import { createUploads, type SentPhoto } from './uploads.ts'

/** The photos of a page, sent to the address `partsOf` gives for each; `onKept` is told the id of each that has arrived. */
export function useUploads(partsOf: (id: string) => string, onKept: (id: string) => void = () => {}) {
  const parts = useEffectEvent(partsOf)
  const kept = useEffectEvent(onKept)
  const [uploads] = useState(() =>
    createUploads({
      newId: newCommandId,
      shrink: shrinkPhoto,
      send: (id, photo, heard, signal) => uploadPhoto(parts(id), photo, { heard, signal }),
      forget: (id) => forgetPhoto(parts(id)),
      problemOf: (error) => (error instanceof ApiProblem ? error : unreachable(error)),
      kept,
    }),
  )
  const photos = useSyncExternalStore(uploads.subscribe, uploads.photos)
  useEffect(() => {
    addEventListener('online', uploads.resume)
    return () => {
      removeEventListener('online', uploads.resume)
      uploads.stop()
    }
  }, [uploads])
  const kinds = (files: Iterable<Blob>) => [...files].filter(({ type }) => type.startsWith('image/'))
  return {
    photos,
    /** Ids of those that have arrived. */
    kept: photos.filter(({ state }) => state === 'kept').map(({ id }) => id),
    /** How many are still on their way. */
    open: photos.filter(({ state }) => state === 'waiting' || state === 'sending').length,
    add: (files: Iterable<Blob>, most = Number.POSITIVE_INFINITY): void => uploads.add(kinds(files).slice(0, most)),
    again: ({ id }: SentPhoto): void => uploads.again(id),
    drop: uploads.drop,
    release: uploads.release,
    clear: uploads.clear,
  }
}

export type PageUploads = ReturnType<typeof useUploads>
