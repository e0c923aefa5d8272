/** What one device, one connection and the door as a whole may take. Every queue of the door has its bound here. */
export const limits = {
  /** Largest payload in bytes; a larger one is set aside. */
  payloadBytes: 256 * 1024,
  /** Largest packet in bytes; a larger one ends the connection. */
  packetBytes: 256 * 1024 + 64 * 1024,
  /** Packets that carry no message are small: a SUBSCRIBE of sixty of the longest filters fits. */
  controlBytes: 32 * 1024,
  connectTimeoutMs: 10_000,
  /** CONNECTs taken a second in the long run and at once; those beyond wait, and are refused after the longest wait. */
  connectsPerSecond: 5000,
  connectBurst: 20_000,
  connectWaitMs: 5000,
  connections: 50_000,
  topicBytes: 512,
  topicLevels: 16,
  clientIdBytes: 128,
  subscriptions: 100,
  /** Messages of one connection taken and not yet acknowledged. A reader of its own pace is read no further. */
  unacknowledged: 8192,
  topicAliases: 64,
  /** Messages sent to a client and not yet acknowledged by it. */
  inFlight: 256,
  /** Messages and bytes kept for a session that is away or slow; the oldest make room. */
  queuedMessages: 1000,
  queuedBytes: 1024 * 1024,
  /** Bytes written that a client has not read: beyond this it is disconnected. */
  unreadBytes: 1024 * 1024,
  /** With so many unread bytes messages of QoS 0 are left out and newest values wait. */
  unreadSoftBytes: 64 * 1024,
  /** Sessions of one device that may be absent at once; the longest gone ends. */
  absentSessions: 1000,
  sessionSeconds: 7 * 86_400,
  /** A client that names no keepalive is taken for gone after this long without a byte, where the version lets it be told. */
  keepaliveSeconds: 3600,
  willDelaySeconds: 3600,
  /** Messages taken in one turn of the event loop; the next turn goes on, so that pages are answered between. */
  messagesATurn: 2000,
} as const
