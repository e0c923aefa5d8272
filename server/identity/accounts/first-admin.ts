import { createHash, randomBytes } from 'node:crypto'
import type { FirstAdmin } from '../../../contract/identity.ts'
import { systemCtx } from '../../kernel/actor.ts'
import { defineCommand } from '../../kernel/command.ts'
import { idFrom } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/index.ts'
import { hashPassword, type PasswordHash } from '../credentials/password.ts'
import { identityErrors } from '../errors.ts'
import { writeAccount } from './account.ts'
import * as queries from './queries.ts'

const LIFE_MS = 24 * 60 * 60_000
/** The first administrator answers for the whole place. */
const WHOLE_PLACE = ''

const hashOf = (token: string) => createHash('sha256').update(token).digest()

interface Begin {
  /** Hex digest of the link's token. */
  tokenHash: string
  login: string
  name: string
  password: PasswordHash
  locale: 'zh' | 'en'
}

const beginPlace = defineCommand<Begin, { id: string }>({
  name: 'account.begin',
  permission: null,
  open: 'Nobody has an account yet: the one-time link printed at the first start is the proof',
  rule: async (tx, { tokenHash, login, name, password, locale }) => {
    const isSpent = !(await queries.spendFirstAdmin(tx, Buffer.from(tokenHash, 'hex'), tx.now))
    if (isSpent || (await queries.hasAdministrator(tx, tx.now))) throw identityErrors.first_admin_spent()
    const nothing = { personId: null, unitId: null, phone: null, email: null }
    const grants = [{ role: 'admin', divisionKey: WHOLE_PLACE } as const]
    return writeAccount(tx, {
      ...nothing,
      login,
      name,
      password,
      grants,
      divisionKey: WHOLE_PLACE,
      locale,
      demo: false,
    })
  },
})

/** A fresh one-time token while nobody administers the place, else null; an earlier one no longer works. */
export async function offerFirstAdmin({ pool, clock }: Kernel): Promise<string | null> {
  const token = randomBytes(24).toString('base64url')
  const now = clock.now()
  return pool.whole(async (tx) => {
    if (await queries.hasAdministrator(tx, now)) return null
    await queries.offerFirstAdmin(tx, hashOf(token), now, new Date(now.getTime() + LIFE_MS))
    return token
  })
}

/** Makes the first administrator with the token of the link. */
export async function makeFirstAdmin(kernel: Kernel, input: FirstAdmin, locale: 'zh' | 'en'): Promise<void> {
  const tokenHash = hashOf(input.token).toString('hex')
  const password = await hashPassword(input.password)
  const { account: login, name } = input
  // The link is the command: sent twice, it is done once.
  const commandId = idFrom('account.begin', tokenHash, login, name)
  await kernel.run(beginPlace, systemCtx('first-admin', kernel.clock), commandId, {
    ...{ tokenHash, login, name, password, locale },
  })
}
