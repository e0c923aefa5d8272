import { createServer, type Socket } from 'node:net'
import type { Kernel } from '../../kernel/index.ts'
import type { Sensing } from '../../sensing/index.ts'
import { createMonitor } from './monitor.ts'

export interface Hj212Options {
  /** 0 for any free port. */
  readonly port: number
  readonly host?: string
}

/** The door while it is open. */
export interface Hj212Door {
  readonly port: number
  stop(): Promise<void>
}

const CONNECTIONS_MAX = 5000
/** Monitors report at least once in this time; a line silent for longer is dead. */
const SILENCE_MS = 30 * 60_000

/** HJ 212-2017 for monitors of pollutants: what is answered is on disk. */
export async function openHj212Door(kernel: Kernel, sensing: Sensing, options: Hj212Options): Promise<Hj212Door> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.setTimeout(SILENCE_MS, () => socket.destroy())
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    const monitor = createMonitor(kernel, sensing, socket)
    socket.on('data', monitor.take)
  })
  server.maxConnections = CONNECTIONS_MAX
  kernel.metrics.gauge('yiwang_hj212_connections', 'Monitors connected over HJ 212', () => sockets.size)
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : options.port)
    })
  })
  return {
    port,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
