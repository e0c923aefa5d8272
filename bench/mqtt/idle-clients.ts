import { connect, type Socket } from 'node:net'
import { connectPacket } from './packets.ts'

/** What a process of idle clients is told. */
export interface IdleLoad {
  readonly port: number
  readonly secret: string
  /** At most 28,000: each port listened on has so many of its own on one address. */
  readonly connections: number
}

const AT_ONCE = 100
const sockets: Socket[] = []

function open({ port, secret }: IdleLoad, index: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.once('error', reject)
    socket.once('connect', () => socket.write(connectPacket(`idle-${index}`, 'gate', secret)))
    socket.once('data', (chunk) => {
      if (chunk[3] === 0) resolve(socket)
      else reject(new Error(`refused with ${chunk[3]}`))
      // Nothing more is expected: whatever comes is dropped without a listener of its own.
      socket.resume()
    })
  })
}

process.on('message', async (load: IdleLoad | 'count' | 'stop') => {
  if (load === 'count') {
    process.send?.({ open: sockets.filter(({ destroyed }) => !destroyed).length })
    return
  }
  if (load === 'stop') {
    for (const socket of sockets) socket.destroy()
    process.disconnect?.()
    return
  }
  let next = 0
  const line = async (): Promise<void> => {
    while (next < load.connections) {
      next += 1
      sockets.push(await open(load, next))
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, line))
    process.send?.({ connected: sockets.length })
  } catch (error) {
    process.send?.({ error: String(error) })
  }
})
