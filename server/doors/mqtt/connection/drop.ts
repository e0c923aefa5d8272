import type { Connection } from '../client.ts'
import { encode } from '../wire/packet.ts'
import { reason } from '../wire/reasons.ts'

/** Ends a connection for a reason, which MQTT 5 is told. Nothing of it is taken or acknowledged any more. */
export function drop(connection: Connection, reasonCode: number, words?: string): void {
  if (connection.isClosed) return
  connection.isClosed = true
  if (connection.version === 5 && connection.session !== undefined) {
    const properties = words === undefined || !connection.wantsReasons ? {} : { reasonString: words }
    connection.pipe.write(encode({ cmd: 'disconnect', reasonCode, properties }, 5))
  }
  // One that reads nothing is not waited for.
  if (reasonCode === reason.quota) connection.pipe.destroy()
  else connection.pipe.destroySoon()
}
