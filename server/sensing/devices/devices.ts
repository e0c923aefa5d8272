import { createHmac, timingSafeEqual } from 'node:crypto'
import type { z } from 'zod'
import type {
  DeviceCertificates,
  DeviceList,
  DeviceQuery,
  Device as DeviceShown,
  IssuedDevice,
  NewDevice,
} from '../../../contract/sensing.ts'
import { type Actor, type Ctx, systemCtx } from '../../kernel/actor.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import { idFrom } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/index.ts'
import { errors, refusals } from '../errors.ts'
import type { Source } from '../intake/batch.ts'
import type { Registry, ThingEntry } from '../registry/registry.ts'
import { certifyDevice, readCertificate, uncertifyDevice } from './certificates.ts'
import { hashOf, issueDevice, revokeDevice, rotateDevice, seedDevices, takeSecret, testDevice } from './commands.ts'
import {
  type Credential,
  type DeviceRow,
  findCertified,
  findCredential,
  findDevice,
  listCertificates,
  listDevices,
} from './queries.ts'
import { createSeen } from './seen.ts'

/** Role of the actors of devices; what it may do is said by this module's permissions. */
export const DEVICE_ROLE = 'device'
const PREFIX = 'device:'
const CACHE_LIMIT = 200_000

/** Doors at which a device signs in with its credential. */
type DeviceDoor = 'http' | 'mqtt'

/** A device that has signed in, and what it may send for. */
export interface Device {
  readonly credential: Credential
  readonly sources: Readonly<Record<DeviceDoor, Source>>
}

export type Devices = ReturnType<typeof createDevices>

/** Credentials of devices: signing in, and issuing, rotating and revoking them. */
export function createDevices(kernel: Kernel, registry: Registry) {
  const cache = new Map<string, Device>()
  const seen = createSeen(kernel)
  const watchers = new Set<(id: string) => void>()
  let changes = 0

  /** What was remembered of a device is no longer so. */
  function forget(id: string): void {
    cache.delete(id)
    changes += 1
    for (const watcher of watchers) watcher(id)
  }

  /** Forgets a device unless what is known of it is what holds now: it may have signed in since the change. */
  async function check(id: string): Promise<void> {
    changes += 1
    const holds = await kernel.pool.whole((tx) => findCredential(tx, id))
    const known = cache.get(id)
    if (known === undefined || holds === undefined || !known.credential.secretHash.equals(holds.secretHash)) forget(id)
  }

  // Another process may have issued, rotated or revoked it: all hear of it by the journal.
  kernel.bus.follow(
    'sensing.devices',
    ['device.issued', 'device.rotated', 'device.revoked'],
    async ({ matter }) => check(matter?.slice(PREFIX.length) ?? ''),
    { from: 'now' },
  )

  async function find(id: string): Promise<Device | undefined> {
    const known = cache.get(id)
    if (known !== undefined) return known
    const before = changes
    const credential = await kernel.pool.whole((tx) => findCredential(tx, id))
    if (credential === undefined) return undefined
    if (cache.size >= CACHE_LIMIT) cache.clear()
    const device = { credential, sources: { http: sourceOf(credential, 'http'), mqtt: sourceOf(credential, 'mqtt') } }
    // What was read before a change may not hold behind it.
    if (before !== changes) return find(id)
    cache.set(id, device)
    return device
  }

  /** Runs a command that makes a secret, which is told only to the call that made it. */
  async function withSecret(commandId: string, id: string, run: () => Promise<unknown>): Promise<IssuedDevice> {
    try {
      await run()
    } finally {
      forget(id)
    }
    return { id, secret: takeSecret(commandId) }
  }

  const shown = (row: DeviceRow): DeviceShown => ({
    ...row,
    things: row.things.map((id) => registry.findById(id)?.code ?? id),
    issuedAt: row.issuedAt.toISOString(),
    rotatedAt: row.rotatedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    seenAt: seen.latest(row.id, row.seenAt)?.toISOString() ?? null,
  })

  const idsOf = (codes: readonly string[], divisionKey: string): string[] =>
    codes.map((code) => {
      const thing = registry.findByCode(code)
      if (thing === undefined || !thing.divisionKey.startsWith(divisionKey))
        throw refusals.unknown_thing({ thing: code })
      return thing.id
    })

  return {
    async list(ctx: Ctx, { q, state, thing, after, limit }: z.infer<typeof DeviceQuery>): Promise<DeviceList> {
      const revoked = state === 'all' ? null : state === 'revoked'
      const entry = thing === undefined ? undefined : registry.findByCode(thing)
      if (thing !== undefined && entry === undefined) return { items: [], next: null }
      const filter = { words: q ?? null, revoked, thing: entry?.id ?? null, after, limit }
      const rows = await kernel.read(ctx, 'device.manage', (tx, ranges) => listDevices(tx, ranges, filter))
      return { items: rows.map(shown), next: rows.length < limit ? null : (rows.at(-1)?.id ?? null) }
    },
    /** The device, if the secret is its own and it is not revoked. */
    async signIn(id: string, secret: string): Promise<Device> {
      const device = await find(id)
      const isRight = device !== undefined && timingSafeEqual(hashOf(secret), device.credential.secretHash)
      if (!isRight) throw errors.bad_credential()
      seen.note(id)
      return device
    },
    /** The device a certificate speaks for; whoever asks has seen that its key is held. */
    async signInByCertificate(fingerprint: string): Promise<Device> {
      const certified = await kernel.pool.whole((tx) => findCertified(tx, fingerprint, kernel.clock.now()))
      const device = certified && (await find(certified.id))
      if (device === undefined) throw errors.bad_credential()
      seen.note(device.credential.id)
      return device
    },
    async certify(ctx: Ctx, commandId: string, id: string, pem: string): Promise<{ fingerprint: string }> {
      const certificate = readCertificate(pem)
      await kernel.run(certifyDevice, ctx, commandId, { id, ...certificate })
      return { fingerprint: certificate.fingerprint }
    },
    async uncertify(ctx: Ctx, commandId: string, id: string, fingerprint: string): Promise<{ fingerprint: string }> {
      await kernel.run(uncertifyDevice, ctx, commandId, { id, fingerprint })
      forget(id)
      return { fingerprint }
    },
    async certificates(ctx: Ctx, id: string): Promise<DeviceCertificates> {
      const rows = await kernel.read(ctx, 'device.manage', async (tx) => {
        const device = await findDevice(tx, id)
        if (device === undefined) throw kernelErrors.not_found()
        kernel.access.require(ctx.actor, 'device.manage', device.divisionKey)
        return listCertificates(tx, id)
      })
      return {
        items: rows.map(({ fingerprint, subject, validUntil, addedAt, removedAt }) => ({
          fingerprint,
          subject,
          validUntil: validUntil.toISOString(),
          addedAt: addedAt.toISOString(),
          removedAt: removedAt?.toISOString() ?? null,
        })),
      }
    },
    /** What the device of an id may send for; throws once it is revoked. */
    async getSource(id: string, door: DeviceDoor): Promise<Source> {
      const device = await find(id)
      if (device === undefined) throw errors.bad_credential()
      seen.note(id)
      return device.sources[door]
    },
    /** Writes down that somebody acts as a device, and gives what it may send for. */
    async impersonate(ctx: Ctx, commandId: string, id: string, items: readonly unknown[]): Promise<Source> {
      await kernel.run(testDevice, ctx, commandId, { id, items })
      const device = await find(id)
      if (device === undefined) throw errors.device_revoked({ id })
      return device.sources.http
    },
    /** Notes that a device was heard of. */
    heard: seen.note,
    keepSeen: seen.flush,
    /** Whether a source may see a thing and send for it. */
    may(source: Source, thingCode: string): boolean {
      const thing = registry.findByCode(thingCode)
      return thing !== undefined && source.may(thing)
    },
    /** Calls back with the id of a device whose credential is another or no more. Gives what ends that. */
    watch(watcher: (id: string) => void): () => void {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    issue(ctx: Ctx, commandId: string, input: NewDevice): Promise<IssuedDevice> {
      const things = idsOf(input.things, input.divisionKey)
      return withSecret(commandId, input.id, () => kernel.run(issueDevice, ctx, commandId, { ...input, things }))
    },
    rotate: (ctx: Ctx, commandId: string, id: string): Promise<IssuedDevice> =>
      withSecret(commandId, id, () => kernel.run(rotateDevice, ctx, commandId, { id })),
    async revoke(ctx: Ctx, commandId: string, id: string): Promise<void> {
      await kernel.run(revokeDevice, ctx, commandId, { id })
      forget(id)
    },
    /** Gives every thing a device of the same code, its secret made from the demo's seed. Again changes nothing. */
    async seed(demoSeed: string, things: readonly ThingEntry[]): Promise<void> {
      const devices = things.map((thing) => ({
        id: thing.code,
        name: thing.name.zh,
        divisionKey: thing.divisionKey,
        gateway: false,
        things: [thing.id],
        secretHash: hashOf(demoSecret(demoSeed, thing.code)).toString('hex'),
      }))
      const commandId = idFrom('sensing.seed', demoSeed, ...devices.map(({ id }) => id))
      await kernel.run(seedDevices, systemCtx('seed', kernel.clock), commandId, { divisionKey: '', devices })
    },
  }
}

/** The secret of a demo's device, the same for the same seed. */
export const demoSecret = (demoSeed: string, deviceId: string): string =>
  createHmac('sha256', demoSeed).update(`yiwang device ${deviceId}`).digest('base64url')

/** The actor that stands for a device. */
export const actorOf = ({ credential: { id, divisionKey } }: Device): Actor => ({
  kind: 'device',
  id: `${PREFIX}${id}`,
  personId: null,
  unitId: null,
  name: id,
  grants: [{ role: DEVICE_ROLE, divisionKey }],
  demo: false,
})

/** The device's id behind such an actor. */
export const deviceIdOf = (actor: Actor): string => actor.id.slice(PREFIX.length)

function sourceOf(credential: Credential, door: DeviceDoor): Source {
  const things = new Set(credential.things)
  const { id, divisionKey, gateway } = credential
  const may = gateway
    ? (thing: ThingEntry) => thing.divisionKey.startsWith(divisionKey)
    : (thing: ThingEntry) => things.has(thing.id)
  return { id: `${PREFIX}${id}`, door, divisionKey, may }
}
