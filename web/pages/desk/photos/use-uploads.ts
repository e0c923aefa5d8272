import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { newCommandId } from '../../../api/fetch.ts'
import type { ApiProblem } from '../../../api/problem.ts'
import { type Sending, sendPhoto } from './upload.ts'

/** A picture on its way to the server. */
export interface Upload {
  readonly id: string
  readonly file: File
  /** How much of it went out, between 0 and 1. */
  readonly share: number
  readonly problem: ApiProblem | null
}

/** Pictures being sent; `onKept` is told the id of each that has arrived, `onCount` how many are still on their way. */
export function useUploads(onKept: (id: string) => void, onCount: (count: number) => void) {
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const sending = useRef(new Map<string, Sending>())
  const change = (id: string, next: Partial<Upload>) =>
    setUploads((before) => before.map((each) => (each.id === id ? { ...each, ...next } : each)))
  const forget = (id: string) => setUploads((before) => before.filter((each) => each.id !== id))

  async function start(id: string, file: File): Promise<void> {
    const sent = sendPhoto(id, file, (share) => change(id, { share }))
    sending.current.set(id, sent)
    const problem = await sent.done
    // Given up meanwhile.
    if (sending.current.get(id) !== sent) return
    if (problem) return change(id, { problem, share: 0 })
    onKept(id)
    forget(id)
  }

  const count = useEffectEvent(onCount)
  useEffect(() => count(uploads.length), [uploads.length])
  useEffect(() => {
    const open = sending.current
    return () => {
      for (const each of open.values()) each.stop()
      open.clear()
      count(0)
    }
  }, [])

  return {
    uploads,
    add(files: Iterable<File>): void {
      for (const file of files) {
        if (!file.type.startsWith('image/')) continue
        const id = newCommandId()
        setUploads((before) => [...before, { id, file, share: 0, problem: null }])
        void start(id, file)
      }
    },
    again({ id, file }: Upload): void {
      change(id, { problem: null, share: 0 })
      void start(id, file)
    },
    giveUp({ id }: Upload): void {
      sending.current.get(id)?.stop()
      sending.current.delete(id)
      forget(id)
    },
  }
}
