import assert from 'node:assert/strict'
import { newId } from '../../server/kernel/ids.ts'
import type { Killable } from './killable.ts'

/** One write as its sender knows it. */
export interface Sent {
  readonly commandId: string
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  /** What was answered; undefined as long as nothing was. */
  answer?: Readonly<Record<string, unknown>>
}

/** Notes: 12 books that all write in. */
const note = (client: number, n: number): Sent => ({
  commandId: newId(),
  path: '/api/v1/notes',
  body: { book: String((client + n) % 12), text: `${client}/${n}` },
})

/** Reports of residents, as intake takes them on the telephone. */
const report = (client: number, n: number): Sent => ({
  commandId: newId(),
  path: '/api/v1/reports',
  body: { channel: 'hotline', words: `${client}/${n}`, position: { lon: 121.42, lat: 31.22 } },
})

export type Clients = ReturnType<typeof createClients>

/** Clients that write without pause, and send again under the same id what was not answered. */
export function createClients(place: Killable) {
  const sent: Sent[] = []
  let stopping = false
  let cut = 0
  let acknowledged = 0

  async function post({ commandId, path, body }: Sent): Promise<Sent['answer']> {
    try {
      const response = await fetch(`${place.address()}${path}`, {
        method: 'POST',
        headers: { ...place.headers(), 'content-type': 'application/json', 'idempotency-key': commandId },
        body: JSON.stringify(body),
      })
      if (response.ok) return (await response.json()) as Record<string, unknown>
      assert.equal(response.status, 503, `an answer nobody expects: ${await response.text()}`)
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error
    }
    return undefined
  }

  async function send(one: Sent): Promise<void> {
    for (;;) {
      const answer = await post(one)
      if (answer !== undefined) {
        one.answer = answer
        acknowledged += 1
        return
      }
      cut += 1
      await place.up()
    }
  }

  async function work(client: number): Promise<void> {
    for (let n = 0; !stopping; n += 1) {
      const one = client % 4 === 3 ? report(client, n) : note(client, n)
      sent.push(one)
      await send(one)
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
    /** Sends an answered write once more. */
    again: post,
  }
}
