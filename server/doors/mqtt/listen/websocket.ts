import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import type { Pipe } from '../client.ts'
import { limits } from '../limits.ts'
import type { Handlers } from './listener.ts'

const bytesOf = (data: RawData): Buffer =>
  Array.isArray(data) ? Buffer.concat(data) : Buffer.isBuffer(data) ? data : Buffer.from(data)

/** A WebSocket as the door writes to it. */
const pipeOf = (socket: WebSocket, drained: () => void): Pipe => ({
  write: (bytes: Buffer) => socket.send(bytes, { binary: true }, drained),
  get writableLength() {
    return socket.bufferedAmount
  },
  pause: () => socket.pause(),
  resume: () => socket.resume(),
  destroySoon: () => socket.close(),
  destroy: () => socket.terminate(),
})

/** The path at which an HTTP server hands its WebSockets to this door. */
const PATH = '/mqtt'

/** Takes clients that come by WebSocket (subprotocol `mqtt`) on an HTTP server's `upgrade`. */
export function createWebSocketDoor(handlers: Handlers) {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.packetBytes,
    perMessageDeflate: false,
    handleProtocols: (protocols) => (protocols.has('mqtt') ? 'mqtt' : false),
  })

  function accept(socket: WebSocket): void {
    socket.on('error', () => {})
    let drained = (): void => {}
    const handled = handlers.open(
      pipeOf(socket, () => drained()),
      undefined,
    )
    if (handled === undefined) {
      socket.terminate()
      return
    }
    drained = handled.drained
    socket.on('message', (data, isBinary) => {
      // MQTT travels in binary frames only (clause 6.0 of both versions).
      if (isBinary) handled.bytes(bytesOf(data))
      else socket.close(1003)
    })
    socket.on('close', handled.closed)
  }

  return {
    /** Answers a request to upgrade: with a WebSocket where it asks for MQTT at our path. */
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      socket.on('error', () => {})
      const isOurs = (request.url ?? '').split('?', 1)[0] === PATH
      const isSpoken = (request.headers['sec-websocket-protocol'] ?? '').split(/\s*,\s*/).includes('mqtt')
      if (!isOurs || !isSpoken) {
        const status = isOurs ? '400 Bad Request' : '404 Not Found'
        socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
        return
      }
      server.handleUpgrade(request, socket, head, accept)
    },
    stop: (): void => server.close(),
  }
}
