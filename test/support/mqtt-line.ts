import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { generate, type IConnackPacket, type Packet, parser } from 'mqtt-packet'
import type { MqttSite } from './mqtt-site.ts'
import { until } from './until.ts'

/** One connection as its packets. */
export interface MqttLine {
  readonly socket: Socket
  readonly packets: Packet[]
  readonly closed: Promise<unknown>
  send(packet: Packet): void
  next<T extends Packet['cmd']>(cmd: T): Promise<Extract<Packet, { cmd: T }>>
}

/** Connects, and says nothing yet. */
export async function openLine(place: MqttSite, version: 4 | 5): Promise<MqttLine> {
  const socket = connect(place.door.port, '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  const packets: Packet[] = []
  const read = parser({ protocolVersion: version })
  read.on('packet', (packet) => packets.push(packet))
  socket.on('data', (chunk) => read.parse(chunk as Buffer))
  return {
    socket,
    packets,
    closed: new Promise((resolve) => socket.once('close', resolve)),
    send: (packet) => socket.write(generate(packet, { protocolVersion: version })),
    next: (cmd) =>
      until(() => {
        const at = packets.findIndex((packet) => packet.cmd === cmd)
        return at < 0 ? undefined : (packets.splice(at, 1)[0] as Extract<Packet, { cmd: typeof cmd }>)
      }, cmd),
  }
}

export interface Wishes {
  clientId?: string
  properties?: object
  clean?: boolean
  keepalive?: number
  password?: string
}

/** Connects a device and gives what it was answered. */
export async function enterLine(
  place: MqttSite,
  version: 4 | 5,
  id: string,
  wishes: Wishes = {},
): Promise<MqttLine & { welcome: IConnackPacket }> {
  const line = await openLine(place, version)
  const {
    clientId = `${id}-five`,
    properties = {},
    clean = true,
    keepalive = 60,
    password = place.secretOf(id),
  } = wishes
  line.send({
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: version,
    clientId,
    clean,
    keepalive,
    username: id,
    password: Buffer.from(password),
    ...(version === 5 && { properties }),
  })
  return { ...line, welcome: await line.next('connack') }
}
