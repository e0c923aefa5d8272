import mqtt, { type MqttClient } from 'mqtt'
import type { IssuedDevice } from '../../../contract/sensing.ts'
import type { Said } from '../model/things.ts'
import type { Door } from './door.ts'

const CONNECT_TIMEOUT_MS = 10_000

/** One gateway that speaks for every made-up thing, over MQTT. */
export interface Gateway {
  /** Resolves when what the thing says is on disk. */
  publish(thing: string, moments: readonly { atMs: number; said: Said }[]): Promise<void>
  close(): Promise<void>
}

/** A fresh secret for the device: it is told only once, so every run asks for its own. */
async function secretOf(door: Door, engineer: string, id: string, name: string): Promise<string> {
  const wish = { id, name, divisionKey: '', gateway: true }
  const issued = await door.call(engineer, 'POST', '/api/v1/devices', wish)
  const { secret } =
    issued.status === 200
      ? (issued.body as IssuedDevice)
      : await door.get<IssuedDevice>(engineer, 'POST', `/api/v1/devices/${id}/rotate`)
  if (secret === null) throw new Error(`no secret for device ${id}`)
  return secret
}

/** Connects a gateway of a credential of its own. */
export async function openGateway(
  door: Door,
  engineer: string,
  { url, id, name }: { url: string; id: string; name: string },
): Promise<Gateway> {
  const client: MqttClient = await mqtt.connectAsync(url, {
    username: id,
    password: await secretOf(door, engineer, id, name),
    clientId: id,
    connectTimeout: CONNECT_TIMEOUT_MS,
    // The certificate of the network's address need not name this machine to itself.
    rejectUnauthorized: false,
  })
  client.on('error', () => {})
  return {
    async publish(thing, moments) {
      const readings = moments.flatMap(({ atMs, said }) =>
        Object.entries(said).map(([property, value]) => ({ property, value, at: atMs })),
      )
      if (readings.length === 0) return
      await client.publishAsync(`things/${thing}/readings`, JSON.stringify(readings), { qos: 1 })
    },
    close: () => client.endAsync(true),
  }
}
