import { openMqttDoor } from '../../server/doors/mqtt/index.ts'
import { systemCtx } from '../../server/kernel/actor.ts'
import { systemClock } from '../../server/kernel/clock.ts'
import { newId } from '../../server/kernel/ids.ts'
import { startSite } from '../site.ts'

/** What the process says once its door is open. */
export interface IdleServer {
  readonly port: number
  readonly secret: string
}

/** A whole program with its MQTT door in a process of its own; tells how much memory it takes when asked. */
const site = await startSite([], { packs: [] })
const door = await openMqttDoor(site.kernel, site.sensing, { port: 0, host: '127.0.0.1' })
const gate = { id: 'gate', name: 'gate', divisionKey: '', gateway: true, things: [] }
const { secret } = await site.sensing.devices.issue(systemCtx('bench', systemClock), newId(), gate)

process.on('message', async (asked) => {
  if (asked === 'memory') {
    // What is garbage is no cost of a connection.
    for (let i = 0; i < 3; i += 1) globalThis.gc?.()
    process.send?.({ rss: process.memoryUsage().rss })
    return
  }
  await door.stop()
  await site.stop()
  process.disconnect?.()
})
process.send?.({ port: door.port, secret })
