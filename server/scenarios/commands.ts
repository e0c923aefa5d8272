import type { PackChanged, PacksScanned } from '../../contract/packs.ts'
import { type CommandTx, defineCommand } from '../kernel/command.ts'
import { kernelErrors } from '../kernel/errors.ts'
import { type InstalledPack, savePack } from './queries.ts'

type Placed<T> = T & { readonly divisionKey: string }

const matter = ({ id }: { id: string }): string => `pack:${id}`

async function keep(tx: CommandTx, kind: string, { divisionKey, ...pack }: Placed<InstalledPack>): Promise<number> {
  await savePack(tx, pack, tx.now)
  const entry = await tx.record({ kind, matter: matter(pack), divisionKey, payload: { ...pack } })
  return entry.version ?? 0
}

/** Puts a pack in, or its next version, as the place has it set. */
export const installPack = defineCommand<Placed<InstalledPack>, PackChanged>({
  name: 'pack.install',
  permission: 'pack.manage',
  matter,
  rule: async (tx, pack) => {
    tx.require('pack.manage', pack.divisionKey)
    return { id: pack.id, revision: await keep(tx, 'pack.installed', pack) }
  },
})

/** Notes that a pack's folder is gone. */
export const withdrawPack = defineCommand<Placed<InstalledPack>, PackChanged>({
  name: 'pack.withdraw',
  permission: 'pack.manage',
  matter,
  rule: async (tx, pack) => {
    tx.require('pack.manage', pack.divisionKey)
    return { id: pack.id, revision: await keep(tx, 'pack.withdrawn', pack) }
  },
})

/** Sets a pack's inputs, or switches it on or off, as the person last saw it. */
export const changePack = defineCommand<Placed<InstalledPack> & { readonly revision: number }, PackChanged>({
  name: 'pack.change',
  permission: 'pack.manage',
  matter,
  rule: async (tx, { revision: expected, ...pack }) => {
    tx.require('pack.manage', pack.divisionKey)
    const version = tx.matter?.version ?? 0
    if (version !== expected) throw kernelErrors.stale({ version, expected })
    return { id: pack.id, revision: await keep(tx, 'pack.changed', pack) }
  },
})

/** Writes down that somebody had the folders read anew, and what was in them. */
export const notePacksScanned = defineCommand<Placed<PacksScanned>, PacksScanned>({
  name: 'pack.scan',
  permission: 'pack.manage',
  rule: async (tx, { divisionKey, ...scanned }) => {
    tx.require('pack.manage', divisionKey)
    await tx.record({ kind: 'packs.scanned', matter: null, divisionKey, payload: { ...scanned } })
    return scanned
  },
})
