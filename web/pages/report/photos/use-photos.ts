import { useEffect, useRef, useState } from 'react'
import { newCommandId } from '../../../api/fetch.ts'
import { uploadPhoto } from '../../../api/photo/upload.ts'
import { ApiProblem } from '../../../api/problem.ts'
import { shrinkPhoto } from '../../../ui/photos/shrink.ts'

/** As many as a report may carry. */
export const mostPhotos = 9

/** A photo chosen here. It is sent at once, while the person still writes. */
export interface SentPhoto {
  readonly id: string
  readonly file: Blob
  /** An address of the picture for this page. */
  readonly shown: string
  /** How much of it has arrived, between 0 and 1. */
  readonly share: number
  readonly state: 'sending' | 'kept' | 'failed'
  readonly problem: ApiProblem | null
}

/** Photos being sent to the address `partsOf` gives for each. */
export function usePhotos(partsOf: (id: string) => string) {
  const [photos, setPhotos] = useState<readonly SentPhoto[]>([])
  const running = useRef(new Map<string, AbortController>())
  const change = (id: string, next: Partial<SentPhoto>) =>
    setPhotos((before) => before.map((each) => (each.id === id ? { ...each, ...next } : each)))

  async function start(id: string, file: Blob): Promise<void> {
    const stop = new AbortController()
    running.current.set(id, stop)
    change(id, { state: 'sending', problem: null })
    try {
      await uploadPhoto(partsOf(id), await shrinkPhoto(file), (share) => change(id, { share }), stop.signal)
      change(id, { state: 'kept', share: 1 })
    } catch (problem) {
      if (!stop.signal.aborted) change(id, { state: 'failed', problem: problem instanceof ApiProblem ? problem : null })
    }
  }

  useEffect(() => {
    const open = running.current
    return () => {
      for (const stop of open.values()) stop.abort()
    }
  }, [])

  return {
    photos,
    add(files: Iterable<File>): void {
      const taken = [...files].filter(({ type }) => type.startsWith('image/')).slice(0, mostPhotos - photos.length)
      for (const file of taken) {
        const id = newCommandId()
        const shown = URL.createObjectURL(file)
        setPhotos((before) => [...before, { id, file, shown, share: 0, state: 'sending', problem: null }])
        void start(id, file)
      }
    },
    again: ({ id, file }: SentPhoto): void => void start(id, file),
    drop({ id, shown }: SentPhoto): void {
      running.current.get(id)?.abort()
      URL.revokeObjectURL(shown)
      setPhotos((before) => before.filter((each) => each.id !== id))
    },
    clear: (): void => setPhotos([]),
  }
}

export type Photos = ReturnType<typeof usePhotos>
