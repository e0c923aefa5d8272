import { createDecoded, type Decoded, isRecord, isValue, parseJson, Undecodable } from './decoded.ts'

/** Uplinks of LoRaWAN devices as network servers post them: ChirpStack v4 (JSON) and The Things Stack v3. */

/** What an uplink says: who sent it, and the values its network server decoded. */
export interface Uplink extends Decoded {
  /** 16 hex digits, small. */
  readonly devEui: string
}

const DEPTH_MAX = 4
const EUI = /^[0-9a-f]{16}$/

/** Values of an object by their paths: `battery`, `temperature.1`. */
function flatten(given: unknown, path: string, depth: number, visit: (name: string, value: unknown) => void): void {
  const isNested = isRecord(given) || Array.isArray(given)
  if (!isNested || depth > DEPTH_MAX) {
    visit(path, given)
    return
  }
  for (const [key, value] of Object.entries(given))
    flatten(value, path === '' ? key : `${path}.${key}`, depth + 1, visit)
}

function timeOf(given: unknown): number | undefined {
  if (typeof given !== 'string' || given.length > 40) return undefined
  // Nanoseconds are cut: `2026-07-01T06:00:00.123456789Z`.
  const ms = Date.parse(given.replace(/(\.\d{3})\d+/, '$1'))
  return Number.isNaN(ms) ? undefined : ms
}

function decode(devEui: unknown, count: unknown, time: unknown, object: unknown, kind: string): Uplink {
  const eui = typeof devEui === 'string' ? devEui.toLowerCase() : ''
  if (!EUI.test(eui)) throw new Undecodable('devEui')
  const { decoded, add, fail } = createDecoded()
  const atMs = timeOf(time)
  const seq = typeof count === 'number' && Number.isInteger(count) && count >= 0 && count < 2 ** 31 ? count : undefined
  const more = { ...(atMs !== undefined && { atMs }), ...(seq !== undefined && { seq }) }
  if (!isRecord(object)) fail(`no decoded payload: give the ${kind} a codec`)
  else
    flatten(object, '', 0, (name, value) => {
      if (isValue(value) && name.length <= 100) add({ name, value, ...more })
      else if (value !== null) fail(name)
    })
  return { devEui: eui, ...decoded }
}

/** Reads an uplink of either network server. Other events (joins, acknowledgements, status) are no uplinks: undefined. */
export function decodeUplink(bytes: Buffer): Uplink | undefined {
  const given = parseJson(bytes)
  if (!isRecord(given)) throw new Undecodable('no object')
  const { deviceInfo, end_device_ids: ids, uplink_message: message } = given
  if (isRecord(deviceInfo)) {
    // ChirpStack names the event in the address only; an uplink is what has a frame counter.
    if (given.fCnt === undefined && given.object === undefined) return undefined
    return decode(deviceInfo.devEui, given.fCnt, given.time, given.object, 'device profile')
  }
  if (isRecord(ids)) {
    if (!isRecord(message)) return undefined
    const { f_cnt: count, received_at: heard, decoded_payload: payload } = message
    return decode(ids.dev_eui, count, heard ?? given.received_at, payload, 'application')
  }
  throw new Undecodable('neither ChirpStack nor The Things Stack')
}
