/** The flow of `alarm.page`: readings of calm gauges at an even rate, in a process of its own. */
import { setTimeout as pause } from 'node:timers/promises'
import { calmReading } from './gauges.ts'

export interface Flow {
  readonly port: number
  readonly authorization: string
  readonly things: readonly string[]
  /** Every gauge sends once in this time. */
  readonly roundMs: number
  /** Batches a round is sent in. */
  readonly batches: number
}

let sent = 0
let stopping = false

async function post(flow: Flow, body: unknown): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${flow.port}/api/v1/readings`, {
    method: 'POST',
    headers: { authorization: flow.authorization, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = (await response.json()) as { recorded?: number; refused?: unknown[] }
  if (!response.ok || answer.refused?.length !== 0) throw new Error(JSON.stringify(answer).slice(0, 300))
  sent += answer.recorded ?? 0
}

async function run(flow: Flow): Promise<void> {
  const size = Math.ceil(flow.things.length / flow.batches)
  const began = performance.now()
  for (let count = 0; !stopping; count += 1) {
    const dueMs = began + (count * flow.roundMs) / flow.batches
    if (dueMs > performance.now()) await pause(dueMs - performance.now())
    const from = (count % flow.batches) * size
    const at = new Date(performance.timeOrigin + performance.now()).toISOString()
    const turn = Math.floor(count / flow.batches)
    await post(
      flow,
      flow.things.slice(from, from + size).map((thing) => calmReading(thing, turn, at)),
    )
  }
}

process.on('message', (asked: { start: Flow } | { ask: 'sent' | 'stop' }) => {
  if ('start' in asked) {
    run(asked.start).catch((error: Error) => process.send?.({ failed: error.stack }))
    return
  }
  stopping ||= asked.ask === 'stop'
  process.send?.({ sent, atMs: performance.now() })
})
