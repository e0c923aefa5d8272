import { type CommandTx, defineCommand } from '../command.ts'
import { kernelErrors } from '../errors.ts'

const OF_MATTER = `select distinct encode(p.digest, 'hex') as digest from kernel.journal j
  join kernel.personal p on p.digest = j.personal_digest where j.matter = $1`

const ERASE = `delete from kernel.personal where digest = any($1::bytea[]) returning encode(digest, 'hex') as digest`

/**
 * Erases the personal fields of a matter's entries, for a rule to call. The entries stay and verify: they hold only
 * the digest of salt and data. Writes `personal.erased` on the matter; returns how many fields are gone.
 */
export async function erasePersonal(tx: CommandTx, matter: string, divisionKey: string, why: string): Promise<number> {
  const found = await tx.query<{ digest: string }>(OF_MATTER, [matter])
  const digests = found.map(({ digest }) => Buffer.from(digest, 'hex'))
  const erased = await tx.query<{ digest: string }>(ERASE, [digests])
  await tx.record({
    kind: 'personal.erased',
    matter,
    divisionKey,
    payload: { digests: erased.map(({ digest }) => digest).sort() },
    why,
  })
  return erased.length
}

export const ERASE_PERMISSION = 'journal.erase'

/** Erases the personal fields the journal keeps of one matter; why is written down. */
export const eraseMatter = defineCommand<{ matter: string; why: string }, { erased: number }>({
  name: 'journal.erase',
  permission: ERASE_PERMISSION,
  matter: ({ matter }) => matter,
  rule: async (tx, { matter, why }) => {
    if (tx.matter === null) throw kernelErrors.not_found()
    const { divisionKey } = tx.matter
    tx.require(ERASE_PERMISSION, divisionKey)
    return { erased: await erasePersonal(tx, matter, divisionKey, why) }
  },
})
