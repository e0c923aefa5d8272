import type { EntryProof } from '../../../../../contract/journal.ts'
import type { Ctx } from '../../../actor.ts'
import type { Tx } from '../../../database/pool.ts'
import { entryDigest, entryText, personalDigest } from '../../digest.ts'
import { findHead } from '../../seal/heads.ts'
import { merklePath, rootAbove } from '../../seal/merkle.ts'
import { isSignedBy, type Seal, sealDigest } from '../../seal/seal.ts'
import { factsOf } from '../../verify/entries.ts'
import type { LedgerDeps } from '../deps.ts'
import { findKey, getSealed, requireInRanges, type Sealed } from '../entry.ts'
import { VIEW } from '../permissions.ts'
import { findDigest, type KeptEntry, listLeaves } from '../queries.ts'
import { doesNot, proves, says, type Verdict } from './words.ts'

type Check = EntryProof['checks'][number]

const check = (code: Verdict, ok: boolean | null): Check => ({ code, ok, says: says(code, ok) })

function checkPersonal({ row, personal }: Sealed): Check {
  const { salt, data, personal_digest: digest } = row
  if (salt !== null && digest !== null) return check('personal', personalDigest(salt, data).equals(digest))
  if (personal === 'none') return check('personal_none', null)
  return personal === 'erased' ? check('personal_erased', null) : check('personal', false)
}

/** The predecessor may lie in a division this person does not see: only its digest is compared. */
async function checkChain(tx: Tx, { matter, version, prior }: KeptEntry): Promise<Check> {
  if (matter === null || version === null) return check('chain_none', null)
  if (version === 1) return check('chain_first', prior === null)
  const before = await findDigest(tx, matter, version - 1)
  return check('chain', before !== undefined && prior?.equals(before.digest) === true)
}

async function pathOf(tx: Tx, { row, seal }: Sealed) {
  const floor = seal.firstOrdinal
  const leaves = await listLeaves(tx, { floor, before: floor + seal.entryCount })
  if (leaves.length !== seal.entryCount || leaves.includes(null)) return { path: [], holds: false }
  const path = merklePath(
    leaves.flatMap((leaf) => leaf ?? []),
    row.ordinal - floor,
  )
  return { path, holds: rootAbove(entryDigest(factsOf(row)), path).equals(seal.root) }
}

async function checkOutside(dataFolder: string, seal: Seal): Promise<Check> {
  const head = await findHead(dataFolder, seal.no)
  return check('outside', head === undefined ? null : head.digest === seal.digest.toString('hex'))
}

function checkSignature(seal: Seal, publicKey: string | undefined): Check {
  return check('signature', publicKey === undefined ? null : isSignedBy(seal, publicKey))
}

/** Recomputes one entry and its way under its seal, now, and says in plain words what that shows. */
export function createProofs({ kernel, dataFolder }: LedgerDeps) {
  return async function prove(ctx: Ctx, ordinal: number): Promise<EntryProof> {
    const sealed = await kernel.read(ctx, VIEW, async (tx, ranges) => {
      const found = await getSealed(tx, ordinal)
      requireInRanges(found.row, ranges)
      return found
    })
    const { row, seal } = sealed
    // Of the neighbours under the same seal only digests are read: who may not see them learns nothing of them.
    const { path, holds, chain, publicKey } = await kernel.pool.whole(async (tx) => ({
      ...(await pathOf(tx, sealed)),
      chain: await checkChain(tx, row),
      publicKey: await findKey(tx, dataFolder, seal.keyId),
    }))
    const checks = [
      check('content', entryDigest(factsOf(row)).equals(row.digest)),
      checkPersonal(sealed),
      chain,
      check('inclusion', holds),
      check('seal', sealDigest(seal).equals(seal.digest)),
      checkSignature(seal, publicKey),
      await checkOutside(dataFolder, seal),
    ]
    const isWhole = checks.every(({ ok }) => ok !== false)
    return {
      holds: isWhole,
      checks,
      proves: isWhole ? proves(checks) : [],
      doesNot,
      canonical: entryText(factsOf(row)),
      path: path.map(({ side, hash }) => ({ side, hash: hash.toString('hex') })),
      publicKey: publicKey ?? null,
    }
  }
}
