import { connect, type Socket } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'

/** What the load generator is told; it runs in a thread of its own on the same cores. */
export interface MqttLoad {
  readonly port: number
  readonly connections: number
  /** Packets on their way over one connection and not acknowledged. */
  readonly window: number
  /** CONNECT packets, one a connection. */
  readonly connects: readonly Uint8Array[]
  /** One PUBLISH after another for each connection, all of one length, without packet id and with a time of 24 characters. */
  readonly streams: readonly Uint8Array[]
  readonly packetBytes: number
  readonly idOffset: number
  /** Where the time stands; -1 without one. */
  readonly timeOffset: number
  readonly warmUpMs: number
  readonly measureMs: number
}

const load = workerData as MqttLoad
const { packetBytes, idOffset, timeOffset, window } = load

interface Sender {
  readonly socket: Socket
  readonly packets: Buffer
  readonly count: number
  next: number
  packetId: number
  inFlight: number
  /** Bytes of acknowledgements seen, of four each. */
  bytes: number
  mayWrite: boolean
}

let acknowledged = 0
let nowMs = 0
let time = Buffer.alloc(24)

/** Times go on with every round of all series, so that no reading is one seen before. */
function tickTime(): void {
  nowMs = Math.max(nowMs + 1, Math.floor(performance.timeOrigin + performance.now()))
  time = Buffer.from(new Date(nowMs).toISOString(), 'latin1')
}

function send(sender: Sender): void {
  const { socket, packets, count } = sender
  let room = window - sender.inFlight
  // In halves, so that a write is worth its system call.
  if (room < window / 2 || !sender.mayWrite) return
  tickTime()
  while (room > 0) {
    const many = Math.min(room, count - sender.next)
    const from = sender.next * packetBytes
    for (let i = 0; i < many; i += 1) {
      const at = from + i * packetBytes
      sender.packetId = sender.packetId === 65_535 ? 1 : sender.packetId + 1
      packets[at + idOffset] = sender.packetId >> 8
      packets[at + idOffset + 1] = sender.packetId & 0xff
      if (timeOffset >= 0) time.copy(packets, at + timeOffset)
    }
    // A copy: the kernel may take these bytes only when the next round has already been stamped.
    sender.mayWrite = socket.write(Buffer.from(packets.subarray(from, from + many * packetBytes)))
    sender.inFlight += many
    sender.next = (sender.next + many) % count
    room -= many
  }
}

function open(index: number): Promise<Sender> {
  return new Promise((resolve, reject) => {
    const packets = Buffer.from(load.streams[index] as Uint8Array)
    const socket = connect({ port: load.port, host: '127.0.0.1', noDelay: true })
    const sender: Sender = {
      socket,
      packets,
      count: packets.length / packetBytes,
      next: 0,
      packetId: 0,
      inFlight: 0,
      bytes: 0,
      mayWrite: true,
    }
    let isIn = false
    socket.on('error', reject)
    socket.on('connect', () => socket.write(load.connects[index] as Uint8Array))
    socket.on('drain', () => {
      sender.mayWrite = true
      send(sender)
    })
    socket.on('data', (chunk) => {
      if (!isIn) {
        if (chunk[3] !== 0) reject(new Error(`refused with ${chunk[3]}`))
        isIn = true
        return resolve(sender)
      }
      sender.bytes += chunk.length
      const acks = sender.bytes >> 2
      sender.bytes &= 3
      sender.inFlight -= acks
      acknowledged += acks
      send(sender)
    })
    socket.on('close', () => reject(new Error('the server closed the connection')))
  })
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const senders: Sender[] = []
for (let index = 0; index < load.connections; index += 1) senders.push(await open(index))
for (const sender of senders) send(sender)
await pause(load.warmUpMs)
const before = acknowledged
const began = performance.now()
await pause(load.measureMs)
const rate = ((acknowledged - before) * 1000) / (performance.now() - began)
parentPort?.postMessage({ rate, acknowledged })
for (const { socket } of senders) socket.destroy()
