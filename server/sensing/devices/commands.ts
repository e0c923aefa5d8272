import { randomBytes } from 'node:crypto'
import { type CommandTx, defineCommand } from '../../kernel/command.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import { canonical, sha256 } from '../../kernel/journal/digest.ts'
import { errors } from '../errors.ts'
import { type DeviceRow, findDevice, insertDevices, updateRevoked, updateSecret } from './queries.ts'

// Secrets made by commands under way, until the call that made one takes it: no entry or kept answer may hold them.
const made = new Map<string, string>()

function makeSecret(commandId: string): string {
  const secret = randomBytes(32).toString('base64url')
  made.set(commandId, secret)
  return secret
}

/** The secret a command has just made; null when the command had been answered before. */
export function takeSecret(commandId: string): string | null {
  const secret = made.get(commandId) ?? null
  made.delete(commandId)
  return secret
}

export interface IssueInput {
  readonly id: string
  readonly name: string
  readonly divisionKey: string
  readonly gateway: boolean
  /** Ids of things. */
  readonly things: readonly string[]
}

export interface SeedInput {
  readonly divisionKey: string
  readonly devices: readonly (IssueInput & { readonly secretHash: string })[]
}

/** Device secrets are 32 random bytes: a plain digest is enough, there is nothing to guess. */
export const hashOf = (secret: string): Buffer => sha256('yiwang device ', secret)

async function getDevice(tx: CommandTx, id: string): Promise<DeviceRow> {
  const device = await findDevice(tx, id)
  if (device === undefined) throw kernelErrors.not_found()
  tx.require('device.manage', device.divisionKey)
  if (device.revokedAt !== null) throw errors.device_revoked({ id })
  return device
}

const matter = ({ id }: { id: string }): string => `device:${id}`

export const issueDevice = defineCommand<IssueInput, null>({
  name: 'device.issue',
  permission: 'device.manage',
  matter,
  rule: async (tx, input) => {
    tx.require('device.manage', input.divisionKey)
    const secretHash = hashOf(makeSecret(tx.commandId))
    if ((await insertDevices(tx, [{ ...input, secretHash }], tx.now)) === 0)
      throw errors.device_exists({ id: input.id })
    const { divisionKey, ...payload } = input
    await tx.record({ kind: 'device.issued', matter: matter(input), divisionKey, payload })
    return null
  },
})

export const rotateDevice = defineCommand<{ id: string }, null>({
  name: 'device.rotate',
  permission: 'device.manage',
  matter,
  rule: async (tx, { id }) => {
    const { divisionKey } = await getDevice(tx, id)
    await updateSecret(tx, id, hashOf(makeSecret(tx.commandId)), tx.now)
    await tx.record({ kind: 'device.rotated', matter: matter({ id }), divisionKey, payload: {} })
    return null
  },
})

export const revokeDevice = defineCommand<{ id: string }, null>({
  name: 'device.revoke',
  permission: 'device.manage',
  matter,
  rule: async (tx, { id }) => {
    const { divisionKey } = await getDevice(tx, id)
    await updateRevoked(tx, id, tx.now)
    await tx.record({ kind: 'device.revoked', matter: matter({ id }), divisionKey, payload: {} })
    return null
  },
})

/** Writes down that somebody sends readings by hand as this device; the readings themselves are accounted for like any. */
export const testDevice = defineCommand<{ id: string; items: readonly unknown[] }, null>({
  name: 'device.test',
  permission: 'device.manage',
  matter,
  rule: async (tx, { id, items }) => {
    const { divisionKey } = await getDevice(tx, id)
    const payload = { count: items.length, digest: sha256(canonical(items)).toString('hex') }
    await tx.record({ kind: 'device.tested', matter: matter({ id }), divisionKey, payload })
    return null
  },
})

/** Credentials of a demo's things, in one entry. */
export const seedDevices = defineCommand<SeedInput, { added: number }>({
  name: 'device.seed',
  permission: 'device.manage',
  rule: async (tx, { divisionKey, devices }) => {
    const rows = devices.map((device) => ({ ...device, secretHash: Buffer.from(device.secretHash, 'hex') }))
    const added = await insertDevices(tx, rows, tx.now)
    await tx.record({ kind: 'device.seeded', matter: null, divisionKey, payload: { added } })
    return { added }
  },
})
