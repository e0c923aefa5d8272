import type { Device, Source } from '../../sensing/index.ts'
import type { Bucket } from './rate.ts'
import type { Version } from './wire/packet.ts'

/** The bytes of one client, however they come: TCP, TLS or WebSocket. */
export interface Pipe {
  write(bytes: Buffer): unknown
  /** Bytes written that the other side has not taken. */
  readonly writableLength: number
  pause(): unknown
  resume(): unknown
  /** Sends what was written, then closes. */
  destroySoon(): unknown
  destroy(): unknown
}

/** Why a connection is not read: the bits of `held`. */
export const hold = {
  /** Its CONNECT is being looked at. */
  signIn: 1,
  /** The batch is full, or the database away. */
  room: 2,
  /** It sends faster than it may. */
  rate: 4,
  /** Too many of its messages are not acknowledged yet. */
  unacknowledged: 8,
  /** It had its share of this turn. */
  turn: 16,
  /** A message of it that is no reading is being kept. */
  work: 32,
} as const

/** One client's connection: a plain record, since there are tens of thousands. */
export interface Connection extends Bucket {
  readonly pipe: Pipe
  /** SHA-256 of the certificate the client showed, in hex; with TLS only. */
  readonly certificate: string | undefined
  /** 0 until CONNECT has said it. */
  version: Version | 0
  session: Session | undefined
  device: Device | undefined
  source: Source | undefined
  held: number
  /** Bytes not yet taken: `restLength` of them. */
  rest: Buffer | undefined
  restLength: number
  /** Bytes the packet they begin needs; below that there is nothing to do. */
  needs: number
  acks: Segment[] | undefined
  unacknowledged: number
  heardAtMs: number
  /** Silent for longer it is taken for gone; 0 for never. */
  patienceMs: number
  /** Topics under numbers, as the client gave them (MQTT 5). */
  aliases: Map<number, string> | undefined
  /** What the client takes: bytes a packet and messages in flight. */
  maxPacketBytes: number
  receiveMaximum: number
  /** Whether the client wants reasons in words (MQTT 5). */
  wantsReasons: boolean
  /** Messages this door has been asked to send when there is room: newest values of a subscription. */
  pending: Iterator<Buffer, unknown, undefined>[] | undefined
  isClosed: boolean
  /** The client said goodbye: its will is not to be told. */
  saidGoodbye: boolean
}

/** A connection from which nothing was heard yet. */
export const createConnection = (pipe: Pipe, certificate: string | undefined, nowMs: number): Connection => ({
  pipe,
  certificate,
  tokens: 0,
  filledAtMs: nowMs,
  version: 0,
  session: undefined,
  device: undefined,
  source: undefined,
  held: 0,
  rest: undefined,
  restLength: 0,
  needs: 0,
  acks: undefined,
  unacknowledged: 0,
  heardAtMs: nowMs,
  patienceMs: 0,
  aliases: undefined,
  maxPacketBytes: 268_435_460,
  receiveMaximum: 65_535,
  wantsReasons: true,
  pending: undefined,
  isClosed: false,
  saidGoodbye: false,
})

/** Acknowledgements that wait for the same thing, as the bytes they will be. */
export interface Segment {
  /** What they wait for: a group commit, or work of this message alone. */
  readonly token: object
  bytes: Buffer
  length: number
  count: number
  isDone: boolean
}

/** A message on its way to clients. */
export interface Message {
  readonly topic: string
  readonly payload: Buffer
  readonly qos: 0 | 1
  readonly isRetained: boolean
  /** The thing it speaks of: only those who may see the thing get it. */
  readonly thing: string
  /** After this it is of no use to anybody. */
  readonly expiresAtMs: number | undefined
  /** Who sent it, for those who asked not to hear themselves. */
  readonly from: Session | undefined
  /** It is kept elsewhere until it is answered: a session away need not keep it. */
  readonly isKept: boolean
}

/** What a session asked for with one filter. */
export interface Subscription {
  readonly filter: string
  readonly group: string | undefined
  readonly levels: readonly string[]
  readonly qos: 0 | 1
  /** MQTT 5: not its own messages; keep the retain flag; number to name with each message. */
  readonly noLocal: boolean
  readonly keepsRetain: boolean
  readonly identifier: number | undefined
}

/** A message a session is to get. */
export interface Outgoing {
  readonly message: Message
  readonly identifiers: readonly number[]
}

/** What is sent when a client is lost. */
export interface Will {
  readonly topic: string
  readonly payload: Buffer
  readonly delaySeconds: number
}

/** What the door remembers of a client from one connection to the next. */
export interface Session {
  /** Of one device under one client id: another device with the same client id has a session of its own. */
  readonly key: string
  readonly deviceId: string
  readonly clientId: string
  source: Source
  connection: Connection | undefined
  /** 0: it ends with its connection. */
  expirySeconds: number
  /** When its connection was lost. */
  goneAtMs: number
  subscriptions: Map<string, Subscription> | undefined
  /** Sent with QoS 1 and not acknowledged, by packet id, oldest first. */
  inFlight: Map<number, Outgoing> | undefined
  queued: Outgoing[] | undefined
  queuedBytes: number
  lastPacketId: number
  /** Ids of messages with QoS 2 taken and not yet released. */
  received: Set<number> | undefined
  will: Will | undefined
  willTimer: NodeJS.Timeout | undefined
}

export const keyOf = (deviceId: string, clientId: string): string => `${deviceId} ${clientId}`

/** A session that has just begun. */
export const createSession = (deviceId: string, clientId: string, source: Source): Session => ({
  key: keyOf(deviceId, clientId),
  deviceId,
  clientId,
  source,
  connection: undefined,
  expirySeconds: 0,
  goneAtMs: 0,
  subscriptions: undefined,
  inFlight: undefined,
  queued: undefined,
  queuedBytes: 0,
  lastPacketId: 0,
  received: undefined,
  will: undefined,
  willTimer: undefined,
})
