import { randomUUID } from 'node:crypto'
import type { IConnackPacket, IConnectPacket } from 'mqtt-packet'
import { Fault } from '../../../kernel/errors.ts'
import type { Device } from '../../../sensing/index.ts'
import type { Session } from '../client.ts'
import { type Connection, hold } from '../client.ts'
import type { Door } from '../door.ts'
import { limits } from '../limits.ts'
import { type Bucket, drawTokens } from '../rate.ts'
import { encode, type Version } from '../wire/packet.ts'
import { reason, returnCodeOf } from '../wire/reasons.ts'
import { drop } from './drop.ts'
import type { Flow } from './flow.ts'
import { readWill } from './will.ts'

/** Why a client is not let in. */
class Refusal extends Error {
  readonly reasonCode: number

  constructor(reasonCode: number) {
    super(`refused with ${reasonCode}`)
    this.reasonCode = reasonCode
  }
}

/** The version a CONNECT asks for, read before anything else, so that one we do not speak is told in its own words. */
function versionOf(bytes: Buffer): number {
  const body = bytes.subarray(1).findIndex((byte) => byte < 0x80) + 2
  const name = bytes.subarray(body, body + 6).toString('latin1')
  return name === '\0\u0004MQTT' ? (bytes[body + 6] ?? 0) : 0
}

export interface ConnectDeps {
  door: Door
  flow: () => Flow
  /** A connection is no more: its session is free for another. */
  gone: (connection: Connection) => void
}

/** Takes CONNECT: who it is, which session it goes on with, and what both sides may send. */
export function createConnect({ door, flow, gone }: ConnectDeps) {
  const { sensing, sessions, delivery } = door
  const bucket: Bucket = { tokens: limits.connectBurst, filledAtMs: performance.now() }

  async function signIn({ certificate }: Connection, packet: IConnectPacket): Promise<Device> {
    if (packet.properties?.authenticationMethod !== undefined) throw new Refusal(reason.badMethod)
    try {
      if (packet.username === undefined && certificate !== undefined)
        return await sensing.devices.signInByCertificate(certificate)
      return await sensing.devices.signIn(packet.username ?? '', packet.password?.toString('utf8') ?? '')
    } catch (error) {
      const isOurs = error instanceof Fault && error.kind === 'unauthenticated'
      throw new Refusal(isOurs ? reason.badCredential : reason.unavailable)
    }
  }

  /** Waits where too many connect at once, as after a power cut. */
  async function queue(): Promise<void> {
    const waitMs = drawTokens(bucket, 1, limits.connectsPerSecond, limits.connectBurst, performance.now())
    if (waitMs > limits.connectWaitMs) {
      bucket.tokens += 1
      throw new Refusal(reason.connectRate)
    }
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
  }

  function clientIdOf(packet: IConnectPacket, version: Version): string {
    const { clientId, clean } = packet
    if (Buffer.byteLength(clientId) > limits.clientIdBytes || clientId.includes('\0'))
      throw new Refusal(reason.badClientId)
    if (clientId !== '') return clientId
    // Only MQTT 5 can be told the name it was given; in 3.1.1 a nameless session could never be found again.
    if (version === 4 && clean !== true) throw new Refusal(reason.badClientId)
    return randomUUID()
  }

  function welcome(connection: Connection, session: Session, packet: IConnectPacket, isPresent: boolean): void {
    const { version } = connection
    const connack: IConnackPacket = { cmd: 'connack', returnCode: 0, reasonCode: 0, sessionPresent: isPresent }
    if (version === 5) {
      const asked = packet.properties?.sessionExpiryInterval ?? 0
      connack.properties = {
        receiveMaximum: limits.unacknowledged,
        maximumPacketSize: limits.packetBytes,
        topicAliasMaximum: limits.topicAliases,
        ...(packet.clientId === '' && { assignedClientIdentifier: session.clientId }),
        ...(session.expirySeconds !== asked && { sessionExpiryInterval: session.expirySeconds }),
        ...(packet.keepalive === 0 && { serverKeepAlive: limits.keepaliveSeconds }),
      }
    }
    connection.pipe.write(encode(connack, version as Version))
  }

  function admit(connection: Connection, packet: IConnectPacket, version: Version, device: Device): void {
    const clientId = clientIdOf(packet, version)
    const source = device.sources.mqtt
    const will = readWill(door, packet, source)
    const earlier = sessions.find(device.credential.id, clientId)?.connection
    if (earlier !== undefined) {
      drop(earlier, reason.takenOver)
      gone(earlier)
    }
    const { session, isPresent } = sessions.begin(device.credential.id, clientId, source, packet.clean ?? false)
    clearTimeout(session.willTimer)
    const asked =
      version === 4 ? (packet.clean ? 0 : limits.sessionSeconds) : (packet.properties?.sessionExpiryInterval ?? 0)
    session.expirySeconds = Math.min(asked, limits.sessionSeconds)
    session.will = will
    session.connection = connection
    const keepalive = packet.keepalive || (version === 5 ? limits.keepaliveSeconds : 0)
    connection.session = session
    connection.device = device
    connection.source = source
    connection.version = version
    connection.patienceMs = keepalive * 1500
    connection.tokens = door.messagesPerSecond
    connection.receiveMaximum = packet.properties?.receiveMaximum ?? connection.receiveMaximum
    connection.maxPacketBytes = packet.properties?.maximumPacketSize ?? connection.maxPacketBytes
    connection.wantsReasons = packet.properties?.requestProblemInformation ?? true
    welcome(connection, session, packet, isPresent)
    delivery.resume(session)
  }

  function refuse(connection: Connection, version: Version, reasonCode: number): void {
    if (connection.isClosed) return
    const properties = {}
    const refused: IConnackPacket =
      version === 5
        ? { cmd: 'connack', sessionPresent: false, reasonCode, properties }
        : { cmd: 'connack', sessionPresent: false, returnCode: returnCodeOf(reasonCode) }
    connection.pipe.write(encode(refused, version))
    drop(connection, reasonCode)
  }

  async function consider(connection: Connection, packet: IConnectPacket, version: Version): Promise<void> {
    try {
      await queue()
      const device = await signIn(connection, packet)
      if (connection.isClosed) return
      if (door.isStopping) throw new Refusal(reason.shuttingDown)
      admit(connection, packet, version, device)
    } catch (error) {
      if (!(error instanceof Refusal)) door.kernel.log.error({ err: error }, 'a CONNECT could not be answered')
      refuse(connection, version, error instanceof Refusal ? error.reasonCode : reason.unspecified)
    }
  }

  /** Takes a client's first packet. Nothing else of it is taken until it is let in. */
  return (connection: Connection, bytes: Buffer): void => {
    const asked = versionOf(bytes)
    if (asked !== 4 && asked !== 5) {
      refuse(connection, asked > 5 ? 5 : 4, reason.badVersion)
      return
    }
    const packet = door.readPacket(bytes, asked)
    if (packet?.cmd !== 'connect') {
      drop(connection, reason.malformed)
      return
    }
    flow().keep(connection, hold.signIn)
    void consider(connection, packet, asked).then(() => flow().release(connection, hold.signIn))
  }
}
