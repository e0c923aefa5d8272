import mqtt, { type MqttClient } from 'mqtt'
import type { z } from 'zod'
import type { ThingType } from '../../../contract/city/index.ts'
import type { SeriesList } from '../../../contract/sensing.ts'
import { type Ctx, systemCtx } from '../../kernel/actor.ts'
import { type HttpClient, openHttpClient } from '../../kernel/http/client.ts'
import { idFrom, newId } from '../../kernel/ids.ts'
import { importErrors } from '../errors.ts'
import type { Rooms } from '../rooms.ts'
import { listSeries, type Series } from './read-series.ts'

const PROPERTY = 'value'
/** Readings a message: well below what the door takes at once. */
const CHUNK = 1000
const KNOWN_WITHIN_MS = 30_000
const LOOK_EVERY_MS = 200

export interface ReplayOptions {
  readonly path: string
  readonly zone: string
  readonly origin: string
  readonly mqttUrl: string
  /** The type of the things; without, the one whose only property is a number called `value`. */
  readonly type?: string | undefined
}

interface Device {
  readonly id: string
  readonly secret: string
}

/** What was played. */
export interface Replayed {
  readonly series: readonly (Series & { readonly sent: number })[]
}

const fits = ({ properties }: ThingType): boolean =>
  Object.keys(properties).length === 1 && properties[PROPERTY]?.type === 'number'

async function typeFor({ city }: Rooms, ctx: Ctx, wanted: string | undefined): Promise<string> {
  const fitting = (await city.listTypes(ctx)).filter(
    (type) => fits(type) && (wanted === undefined || type.code === wanted),
  )
  const [type] = fitting
  if (type === undefined || fitting.length > 1) throw importErrors.no_series_type()
  return type.code
}

/** Things that are not there yet are registered round the middle of the place, so that the map shows them apart. */
async function registerMissing(rooms: Rooms, ctx: Ctx, series: readonly Series[], wanted?: string): Promise<void> {
  const { city } = rooms
  const known = new Set((await city.listStanding()).map(({ code }) => code))
  const missing = series.filter(({ code }) => !known.has(code))
  if (missing.length === 0) return
  const type = await typeFor(rooms, ctx, wanted)
  const spots = city.placeThings({ layer: 'block', count: missing.length, seed: 1 })
  const middle = city.listDivisions().findLast(({ centre }) => centre !== null)?.centre
  const things = missing.map(({ code, title }, i) => {
    const { lon, lat } = spots[i] ?? middle ?? { lon: Number.NaN, lat: Number.NaN }
    if (Number.isNaN(lon)) throw importErrors.no_ground()
    return { code, type, name: { zh: title, en: title }, lon, lat, attributes: {} }
  })
  await city.registerThings(ctx, idFrom('replay.things', ...missing.map(({ code }) => code)), { things })
}

/** A device for this run alone: its secret is told once, and it is revoked when the run is over. */
async function issueDevice({ sensing }: Rooms, ctx: Ctx): Promise<Device> {
  const id = `replay-${newId()}`
  const wish = { id, name: '历史序列回放', divisionKey: '', gateway: true, things: [] }
  const { secret } = await sensing.devices.issue(ctx, newId(), wish)
  if (secret === null) throw importErrors.no_secret()
  return { id, secret }
}

async function play(client: MqttClient, { code, samples }: Series): Promise<number> {
  for (let from = 0; from < samples.length; from += CHUNK) {
    const readings = samples
      .slice(from, from + CHUNK)
      .map(({ atMs, value }) => ({ property: PROPERTY, value, at: atMs }))
    await client.publishAsync(`things/${code}/readings`, JSON.stringify(readings), { qos: 1 })
  }
  return samples.length
}

/** The things the running server takes readings of, as it tells the device. */
async function listKnown(client: HttpClient, { id, secret }: Device): Promise<Set<string>> {
  const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
  const known = new Set<string>()
  for (let after: number | null = 0; after !== null; ) {
    const answer = await client.send('GET', `/api/v1/series?after=${after}&limit=10000`, { authorization })
    if (answer.status !== 200) throw importErrors.not_reachable({ status: answer.status })
    const page = answer.body as z.infer<typeof SeriesList>
    for (const { thing } of page.items) known.add(thing)
    after = page.next
  }
  return known
}

/** Waits until the server has heard of every thing: it follows the journal. */
async function untilKnown({ kernel }: Rooms, origin: string, device: Device, codes: readonly string[]): Promise<void> {
  const client = openHttpClient(origin)
  const deadlineMs = kernel.clock.now().getTime() + KNOWN_WITHIN_MS
  try {
    for (;;) {
      const known = await listKnown(client, device)
      if (codes.every((code) => known.has(code))) return
      if (kernel.clock.now().getTime() > deadlineMs) throw importErrors.not_heard({ origin })
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
    }
  } finally {
    client.close()
  }
}

/**
 * Plays recorded series as a device would, over MQTT, into a place that runs. A thing is registered for each series that has
 * none. Played again it changes nothing: one thing has one value at a time.
 */
export async function replaySeries(rooms: Rooms, options: ReplayOptions): Promise<Replayed> {
  const ctx = systemCtx('import', rooms.kernel.clock)
  const series = await listSeries(options.path, options.zone)
  await registerMissing(rooms, ctx, series, options.type)
  const device = await issueDevice(rooms, ctx)
  try {
    const codes = series.map(({ code }) => code)
    await untilKnown(rooms, options.origin, device, codes)
    return { series: await playAll(options.mqttUrl, device, series) }
  } finally {
    await rooms.sensing.devices.revoke(ctx, newId(), device.id)
  }
}

async function playAll(url: string, { id, secret }: Device, series: readonly Series[]): Promise<Replayed['series']> {
  const client = await mqtt.connectAsync(url, { username: id, password: secret, rejectUnauthorized: false })
  try {
    const played = []
    for (const one of series) played.push({ ...one, sent: await play(client, one) })
    return played
  } finally {
    await client.endAsync()
  }
}
