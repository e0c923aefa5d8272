import type { Fault } from '../../../kernel/errors.ts'

/** Reason codes of MQTT 5 (clause 2.4) as far as this door gives them. */
export const reason = {
  success: 0x00,
  noSubscription: 0x11,
  unspecified: 0x80,
  malformed: 0x81,
  protocolError: 0x82,
  badVersion: 0x84,
  badClientId: 0x85,
  badCredential: 0x86,
  notAuthorized: 0x87,
  unavailable: 0x88,
  busy: 0x89,
  shuttingDown: 0x8b,
  badMethod: 0x8c,
  keepAlive: 0x8d,
  takenOver: 0x8e,
  badFilter: 0x8f,
  badTopic: 0x90,
  unknownPacketId: 0x92,
  receiveMaximum: 0x93,
  badAlias: 0x94,
  packetTooLarge: 0x95,
  quota: 0x97,
  administrative: 0x98,
  badPayload: 0x99,
  connectRate: 0x9f,
} as const

/** Return codes of CONNACK in MQTT 3.1.1 (clause 3.2.2.3). */
const OLD: Readonly<Record<number, number>> = {
  [reason.badVersion]: 1,
  [reason.badClientId]: 2,
  [reason.badCredential]: 4,
  [reason.notAuthorized]: 5,
}
const OLD_UNAVAILABLE = 3

/** What MQTT 3.1.1 says for a refused CONNECT. */
export const returnCodeOf = (code: number): number => OLD[code] ?? OLD_UNAVAILABLE

/** The reason code for a refused reading. */
export function reasonOf({ kind, code, params }: Fault): number {
  if (kind === 'forbidden') return reason.notAuthorized
  if (code === 'sensing.unknown_thing' || params.detail === 'topic') return reason.badTopic
  return kind === 'rate_limited' ? reason.quota : reason.badPayload
}
