/** The load of `cases.steps`: so many persons, each sending the next step when the last one is answered. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { anyPhoto } from './photos.ts'

/** One step of a round, taken by the owner of a token. */
export interface Turn {
  readonly token: string
  readonly action: string
  readonly input: object
  /** The kinds of photo to name, each any of those seeded. */
  readonly photos: readonly string[]
}

/** One person's desk: the round is gone through on each case, and then again from the first. */
export interface Desk {
  readonly turns: readonly Turn[]
  readonly cases: readonly { readonly id: string; readonly version: number }[]
  /** Whether a case that has been through the round can go through it again. */
  readonly again: boolean
}

export interface Load {
  readonly port: number
  readonly desks: readonly Desk[]
  readonly warmUpMs: number
  readonly measureMs: number
}

export interface Measured {
  readonly perSecond: number
  /** Steps taken in all, those of the warm-up too. */
  readonly taken: number
  readonly p50Ms: number
  readonly p99Ms: number
}

const END_OF_HEAD = Buffer.from('\r\n\r\n')

/** A POST over a connection kept open; bare sockets, so that the generator takes little of the cores it shares. */
async function post(socket: Socket, id: string, token: string, body: string): Promise<{ version: number }> {
  socket.write(
    `POST /api/v1/cases/${id}/steps HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\n` +
      `idempotency-key: ${randomUUID()}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
  let answer: Buffer = Buffer.alloc(0)
  for (;;) {
    const [chunk] = (await once(socket, 'data')) as [Buffer]
    answer = answer.length === 0 ? chunk : Buffer.concat([answer, chunk])
    const end = answer.indexOf(END_OF_HEAD)
    if (end < 0) continue
    const head = answer.toString('latin1', 0, end)
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1])
    if (answer.length < end + 4 + length) continue
    const text = answer.toString('utf8', end + 4)
    if (!head.startsWith('HTTP/1.1 200')) throw new Error(`${head.slice(0, 40)} ${body} ${text}`)
    return JSON.parse(text) as { version: number }
  }
}

const bodyOf = ({ action, input, photos }: Turn, version: number): string => {
  const named = photos.map((kind) => [`photos.${kind}`, [anyPhoto()]])
  return JSON.stringify({ action, version, input: { ...input, ...Object.fromEntries(named) } })
}

interface Window {
  readonly from: number
  readonly to: number
}

/** Works until the window is over; gives how many steps that were. */
async function work(load: Load, desk: Desk, took: number[], window: Window): Promise<number> {
  let taken = 0
  const socket = connect({ port: load.port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  const cases = desk.cases.map((one) => ({ ...one }))
  for (let index = 0; ; index += 1) {
    const one = cases[index % cases.length]
    if (one === undefined || (!desk.again && index >= cases.length)) throw new Error('too few cases were seeded')
    for (const turn of desk.turns) {
      const body = bodyOf(turn, one.version)
      const began = performance.now()
      one.version = (await post(socket, one.id, turn.token, body)).version
      taken += 1
      const now = performance.now()
      if (began >= window.from && now <= window.to) took.push(now - began)
      if (now <= window.to) continue
      socket.destroy()
      return taken
    }
  }
}

async function run(load: Load): Promise<Measured> {
  const from = performance.now() + load.warmUpMs
  const took: number[] = []
  const counts = await Promise.all(
    load.desks.map((desk) => work(load, desk, took, { from, to: from + load.measureMs })),
  )
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN
  return {
    perSecond: took.length / (load.measureMs / 1000),
    taken: counts.reduce((sum, count) => sum + count, 0),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  }
}

process.on('message', (load: Load) => {
  void run(load).then(
    (measured) => process.send?.({ measured }),
    (error: Error) => process.send?.({ failed: error.stack }),
  )
})
