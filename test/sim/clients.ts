import assert from 'node:assert/strict'
import { newId } from '../../server/kernel/ids.ts'
import type { Killable } from './killable.ts'

/** One write as its sender knows it. */
export interface Sent {
  readonly commandId: string
  readonly book: string
  readonly text: string
  /** What was answered; undefined as long as nothing was. */
  answer?: { version: number }
}

export type Clients = ReturnType<typeof createClients>

/** Clients that write without pause, and send again under the same id what was not answered. */
export function createClients(place: Killable) {
  const sent: Sent[] = []
  let stopping = false
  let cut = 0
  let acknowledged = 0

  async function post(note: Sent): Promise<{ version: number } | undefined> {
    try {
      const response = await fetch(`${place.address()}/api/v1/notes`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': note.commandId },
        body: JSON.stringify({ book: note.book, text: note.text }),
      })
      if (response.ok) return (await response.json()) as { version: number }
      assert.equal(response.status, 503, `an answer nobody expects: ${await response.text()}`)
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error
    }
    return undefined
  }

  async function send(note: Sent): Promise<void> {
    for (;;) {
      const answer = await post(note)
      if (answer !== undefined) {
        note.answer = answer
        acknowledged += 1
        return
      }
      cut += 1
      await place.up()
    }
  }

  async function work(client: number): Promise<void> {
    for (let n = 0; !stopping; n += 1) {
      const note: Sent = { commandId: newId(), book: String((client + n) % 12), text: `${client}/${n}` }
      sent.push(note)
      await send(note)
    }
  }

  const working: Promise<void>[] = []
  return {
    start(count: number): void {
      for (let client = 0; client < count; client += 1) working.push(work(client))
      // A failure is told by `stop`; until then it is nobody's unhandled rejection.
      for (const one of working) one.catch(() => {})
    },
    /** Ends when everything sent has been answered. */
    async stop(): Promise<void> {
      stopping = true
      await Promise.all(working)
    },
    sent: (): readonly Sent[] => sent,
    acknowledged: (): number => acknowledged,
    /** Requests that were under way and got no answer, so far. */
    cut: (): number => cut,
    /** Sends an answered note once more. */
    again: post,
  }
}
