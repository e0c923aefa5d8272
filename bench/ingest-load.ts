import { Agent, request } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

/** What the load generator is told; it runs in a thread of its own on the same cores. */
export interface Load {
  readonly port: number
  readonly authorization: string
  /** Bodies with the time of their readings at `offsets`, 24 characters each. */
  readonly bodies: readonly { readonly body: Uint8Array; readonly offsets: readonly number[] }[]
  readonly readingsPerBody: number
  readonly connections: number
  readonly warmUpMs: number
  readonly measureMs: number
}

const load = workerData as Load
const agent = new Agent({ keepAlive: true, maxSockets: load.connections })
const expected = Buffer.from(`"recorded":${load.readingsPerBody},`)
const bodies = load.bodies.map(({ body, offsets }) => ({ body: Buffer.from(body), offsets }))
let next = 0
let lastMs = 0

function post(body: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: load.authorization,
      'content-type': 'application/json',
      'content-length': body.length,
    }
    const call = request({
      host: '127.0.0.1',
      port: load.port,
      method: 'POST',
      path: '/api/v1/readings',
      agent,
      headers,
    })
    call.on('error', reject)
    call.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const answer = Buffer.concat(chunks)
        if (response.statusCode === 200 && answer.includes(expected)) resolve()
        else reject(new Error(`${response.statusCode} ${answer.toString().slice(0, 300)}`))
      })
    })
    call.end(body)
  })
}

/** The next body, its readings measured now and later than those sent before. */
function stamped(): Buffer {
  const one = bodies[next++ % bodies.length]
  if (one === undefined) throw new Error('no bodies')
  lastMs = Math.max(lastMs + 1, performance.timeOrigin + performance.now())
  const text = new Date(lastMs).toISOString()
  for (const offset of one.offsets) one.body.write(text, offset, 'latin1')
  return one.body
}

const began = performance.now()
const start = began + load.warmUpMs
const end = start + load.measureMs
let recorded = 0

async function connection(): Promise<void> {
  while (performance.now() < end) {
    await post(stamped())
    const now = performance.now()
    if (now > start && now < end) recorded += load.readingsPerBody
  }
}

await Promise.all(Array.from({ length: load.connections }, connection))
parentPort?.postMessage(recorded / (load.measureMs / 1000))
agent.destroy()
