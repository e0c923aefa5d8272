import { Agent, request } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

/** What one of the two senders is told. Each runs in a thread of its own on the same cores. */
export interface FloodLoad {
  readonly port: number
  readonly authorization: string
  /** Series whose readings are sent, in turn. */
  readonly series: readonly number[]
  readonly readingsPerBody: number
  readonly bodiesPerSecond: number
  readonly forMs: number
}

const load = workerData as FloodLoad
const agent = new Agent({ keepAlive: true, maxSockets: 8 })
const tookMs: number[] = []
let at = 0
let sent = 0

function body(): string {
  const series = Array.from({ length: load.readingsPerBody }, (_, i) => load.series[(at + i) % load.series.length] ?? 0)
  at += load.readingsPerBody
  const now = performance.timeOrigin + performance.now()
  // A millisecond apart, so that none is taken for another sent again.
  const times = series.map((_, i) => Math.floor(now) - series.length + i)
  return JSON.stringify({ series, values: series.map(() => 100), at: times })
}

function post(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: load.authorization, 'content-type': 'application/json' }
    const options = { host: '127.0.0.1', port: load.port, method: 'POST', path: '/api/v1/readings', agent, headers }
    const began = performance.now()
    const call = request(options, (response) => {
      response.resume().on('end', () => {
        tookMs.push(performance.now() - began)
        resolve()
      })
    })
    call.on('error', reject)
    call.end(text)
  })
}

const began = performance.now()
const under: Promise<void>[] = []
while (performance.now() - began < load.forMs) {
  const due = Math.floor(((performance.now() - began) / 1000) * load.bodiesPerSecond)
  while (sent < due) {
    sent += 1
    under.push(post(body()))
  }
  await new Promise((resolve) => setTimeout(resolve, 5))
}
await Promise.all(under)
tookMs.sort((a, b) => a - b)
parentPort?.postMessage({ p99Ms: tookMs[Math.floor(tookMs.length * 0.99)] ?? Number.NaN, bodies: tookMs.length })
agent.destroy()
