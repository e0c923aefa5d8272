import type { JournalEntry, PersonalFields, PersonalState } from '../../../../contract/journal.ts'
import { inRange, type KeyRange } from '../../access.ts'
import type { Ctx } from '../../actor.ts'
import type { Tx } from '../../database/pool.ts'
import { kernelErrors } from '../../errors.ts'
import { findPublishedKeys, readPublicKeys } from '../seal/keys.ts'
import { findSeal } from '../seal/queries.ts'
import { headOf, isSignedBy, type Seal, sealDigest } from '../seal/seal.ts'
import type { LedgerDeps } from './deps.ts'
import { ledgerErrors } from './errors.ts'
import { READ_PERSONAL, VIEW } from './permissions.ts'
import { findEntry, findSealNo, findVersion, isErased, type KeptEntry } from './queries.ts'
import { lineOf } from './search.ts'

/** A sealed entry with the seal over it. */
export interface Sealed {
  readonly row: KeptEntry
  readonly seal: Seal
  readonly personal: PersonalState
}

/** An entry for whoever may see it; what they may not see is not there. */
export async function getSealed(tx: Tx, ordinal: number): Promise<Sealed> {
  const row = await findEntry(tx, ordinal)
  const sealNo = await findSealNo(tx, ordinal)
  const seal = sealNo && (await findSeal(tx, sealNo.no))
  if (row === undefined || seal === undefined) throw kernelErrors.not_found()
  return { row, seal, personal: await personalOf(tx, row) }
}

/** Row policies hold one range around all of an actor's: the exact ones are held here. */
export function requireInRanges(row: KeptEntry, ranges: readonly KeyRange[]): void {
  if (!ranges.some((range) => inRange(row.division_key, range))) throw kernelErrors.not_found()
}

async function personalOf(tx: Tx, { personal_digest: digest, salt, matter }: KeptEntry): Promise<PersonalState> {
  if (digest === null) return 'none'
  if (salt !== null) return 'kept'
  return (await isErased(tx, matter, digest)) ? 'erased' : 'missing'
}

/** The public key of a seal: out of the data folder, else what the store itself names. */
export async function findKey(tx: Tx, dataFolder: string, keyId: string): Promise<string | undefined> {
  return (await readPublicKeys(dataFolder)).get(keyId) ?? (await findPublishedKeys(tx)).get(keyId)
}

/** Whether a seal says what was signed, and by whom. */
export function signatureOf(seal: Seal, publicKey: string | undefined): 'good' | 'bad' | 'unknown_key' {
  if (!sealDigest(seal).equals(seal.digest)) return 'bad'
  if (publicKey === undefined) return 'unknown_key'
  return isSignedBy(seal, publicKey) ? 'good' : 'bad'
}

const hex = (bytes: Buffer | null): string | null => bytes?.toString('hex') ?? null

/** One entry with its seal and its neighbours on the same matter. */
export function createEntries({ kernel, people, dataFolder }: LedgerDeps) {
  const neighbour = async (tx: Tx, { matter, version }: KeptEntry, by: 1 | -1): Promise<number | null> =>
    matter === null || version === null ? null : ((await findVersion(tx, matter, version + by))?.ordinal ?? null)

  return {
    async get(ctx: Ctx, ordinal: number): Promise<JournalEntry> {
      const found = await kernel.read(ctx, VIEW, async (tx, ranges) => {
        const sealed = await getSealed(tx, ordinal)
        requireInRanges(sealed.row, ranges)
        const key = await findKey(tx, dataFolder, sealed.seal.keyId)
        const [prior, next] = [await neighbour(tx, sealed.row, -1), await neighbour(tx, sealed.row, 1)]
        return { ...sealed, prior, next, signature: signatureOf(sealed.seal, key) }
      })
      const { row, seal, personal } = found
      return {
        ...lineOf(row, await people.names(ctx, [row.actor])),
        commandId: row.command_id,
        payload: row.payload,
        personal,
        personalDigest: hex(row.personal_digest),
        digest: row.digest.toString('hex'),
        prior: hex(row.prior),
        priorOrdinal: found.prior,
        nextOrdinal: found.next,
        seal: { ...headOf(seal), signatureState: found.signature },
      }
    },
    /** The personal fields of an entry; who looked and what for becomes an entry itself. */
    personal: (ctx: Ctx, ordinal: number, purpose: string): Promise<PersonalFields> =>
      kernel.readPersonal(ctx, READ_PERSONAL, { subject: `entry:${ordinal}`, purpose }, async (tx, ranges) => {
        const row = await findEntry(tx, ordinal)
        if (row === undefined) throw kernelErrors.not_found()
        requireInRanges(row, ranges)
        if (row.salt === null) throw ledgerErrors.personal_gone()
        return { divisionKey: row.division_key, data: { fields: row.data as PersonalFields['fields'] } }
      }),
  }
}
