import type { Kernel } from '../../kernel/index.ts'
import type { Sensing } from '../../sensing/index.ts'
import type { Delivery } from './broker/deliver.ts'
import type { Sessions } from './broker/sessions.ts'
import type { Speech } from './broker/speech.ts'
import type { Tree } from './broker/tree.ts'
import type { Connection } from './client.ts'
import type { ReadPacket } from './wire/packet.ts'

/** What the parts of the door share. */
export interface Door {
  readonly kernel: Kernel
  readonly sensing: Sensing
  readonly tree: Tree
  readonly sessions: Sessions
  readonly delivery: Delivery
  readonly speech: Speech
  readonly readPacket: ReadPacket
  readonly connections: Set<Connection>
  /** Messages a second one connection may send in the long run. */
  readonly messagesPerSecond: number
  /** The time to a second, for silence; of the machine, not of the clock. */
  tickMs: number
  isStopping: boolean
}
