import type { Role } from '../../../contract/identity.ts'
import { systemCtx } from '../../kernel/actor.ts'
import { defineCommand } from '../../kernel/command.ts'
import { idFrom } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/index.ts'
import { type CreateAccount, writeAccount } from './account.ts'
import type { DemoPosition } from './demo.ts'
import * as queries from './queries.ts'

/** Somebody made up who acts in a demo. The account has no password: only the program itself can act as it. */
export interface SimulatedPerson extends DemoPosition {
  /** After `sim-`, which begins all of these. */
  login: string
  name: string
  role: Role
}

/** All in one transaction: there is one for each unit, and a start waits for it. */
const seedSimulatedAccounts = defineCommand<readonly CreateAccount[], string[]>({
  name: 'account.seed_simulated',
  permission: null,
  open: 'Run by the program itself when a demo that lives is made',
  rule: async (tx, accounts) => {
    const ids: string[] = []
    for (const account of accounts) ids.push((await writeAccount(tx, account)).id)
    return ids
  },
})

function accountOf({ login, name, role, divisionKey, unitId = null, personId = null }: SimulatedPerson): CreateAccount {
  return {
    ...{ login: queries.SIMULATED + login, name, divisionKey, unitId, personId },
    ...{ locale: 'zh', phone: null, email: null, demo: true, password: null },
    grants: [{ role, divisionKey }],
  }
}

/** Makes the accounts that are not there yet; answers the ids of all of them. */
export async function seedSimulated(kernel: Kernel, people: readonly SimulatedPerson[]): Promise<ReadonlySet<string>> {
  const known = await kernel.pool.whole(queries.listSimulated)
  const logins = new Set(known.map((row) => row.login))
  const missing = people.map(accountOf).filter(({ login }) => !logins.has(login))
  if (missing.length === 0) return new Set(known.map((row) => row.id))
  const commandId = idFrom('account.seed_simulated', ...missing.map(({ login }) => login))
  const made = await kernel.run(seedSimulatedAccounts, systemCtx('demo', kernel.clock), commandId, missing)
  return new Set([...known.map((row) => row.id), ...made])
}
