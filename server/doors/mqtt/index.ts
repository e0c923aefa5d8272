import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Kernel } from '../../kernel/index.ts'
import type { Sensing } from '../../sensing/index.ts'
import { createBroker } from './broker/broker.ts'
import { createListener, listen, type TlsFiles } from './listen/listener.ts'
import { createWebSocketDoor } from './listen/websocket.ts'

/** Where and how the door listens. */
export interface MqttOptions {
  /** 0 for any free port. */
  readonly port: number
  readonly host?: string
  readonly tls?: TlsFiles | undefined
  /** Messages a second one connection may send in the long run; more are read later, none is dropped. */
  readonly messagesPerSecond?: number
}

/** The door while it is open. */
export interface MqttDoor {
  readonly port: number
  /** Takes an `upgrade` of an HTTP server to a WebSocket that speaks MQTT. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  stop(): Promise<void>
}

/**
 * MQTT 3.1.1 and 5.0 for devices: user name and password are the device's id and secret, or a certificate speaks for it.
 * A message is acknowledged when what it says is on disk. What is no reading is set aside and acknowledged too, since
 * sending it again would not help.
 */
export async function openMqttDoor(kernel: Kernel, sensing: Sensing, options: MqttOptions): Promise<MqttDoor> {
  const broker = createBroker(kernel, sensing, options.messagesPerSecond ?? 2000)
  const server = createListener(broker, options.tls, () => kernel.clock.now().getTime())
  const webSockets = createWebSocketDoor(broker)
  await broker.start()
  const port = await listen(server, options.port, options.host)
  return {
    port,
    upgrade: webSockets.upgrade,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      await broker.stop()
      webSockets.stop()
      await closed
    },
  }
}
