import type { Role } from '../../../contract/identity.ts'
import { systemCtx } from '../../kernel/actor.ts'
import { defineCommand } from '../../kernel/command.ts'
import { idFrom, newId } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/index.ts'
import { hashPassword, type PasswordHash, verifyPassword } from '../credentials/password.ts'
import { type CreateAccount, writeAccount } from './account.ts'
import * as queries from './queries.ts'

/** One account anybody may try, named by its role. */
export interface DemoPerson {
  login: string
  name: string
  role: Role
  /** A second role over the same division. */
  also?: Role
}

/** Who is in a demo. The second of a role is another person: who found or closes a case is never who handled it. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { login: 'admin', name: '管理员 周敏', role: 'admin' },
  { login: 'intake', name: '受理员 沈佳', role: 'intake' },
  { login: 'dispatcher', name: '派遣员 陆洋', role: 'dispatcher' },
  { login: 'supervisor', name: '值班长 顾平', role: 'supervisor' },
  { login: 'inspector', name: '巡查员 金磊', role: 'inspector' },
  { login: 'inspector2', name: '巡查员 许静', role: 'inspector' },
  { login: 'unit', name: '处置单位 朱浩', role: 'unit' },
  { login: 'unit2', name: '处置单位 秦岚', role: 'unit' },
  { login: 'unit3', name: '社区工作者 邹芳', role: 'unit', also: 'community' },
  { login: 'community', name: '社区工作者 严敏', role: 'community' },
  { login: 'crew', name: '处置人员 马强', role: 'crew' },
  { login: 'crew2', name: '处置人员 何军', role: 'crew' },
  { login: 'leader', name: '领导 吴越', role: 'leader' },
  { login: 'resident', name: '居民 陈红', role: 'resident' },
  { login: 'resident2', name: '居民 杨立', role: 'resident' },
  { login: 'auditor', name: '审计员 孙明', role: 'auditor' },
  { login: 'wall', name: '大屏', role: 'wall' },
]

/** Where a demo person belongs. */
export interface DemoPosition {
  divisionKey: string
  unitId?: string | null
  personId?: string | null
}

const seedAccount = defineCommand<CreateAccount, { id: string }>({
  name: 'account.seed',
  permission: null,
  open: 'Run by the program itself when a demo is made',
  rule: writeAccount,
})

/** Sets a demo account back to the demo's password. */
const seedPassword = defineCommand<{ id: string; divisionKey: string; password: PasswordHash }, null>({
  name: 'account.seed_password',
  permission: null,
  open: 'Run by the program itself when a demo starts with another password than before',
  rule: async (tx, { id, divisionKey, password }) => {
    await queries.setPassword(tx, id, password.reveal(), tx.now)
    await tx.record({ kind: 'account.password_set', matter: `account:${id}`, divisionKey, payload: { account: id } })
    return null
  },
})

/** One of many demo accounts alike, such as the worker of each community. */
export interface DemoSeat extends DemoPerson, DemoPosition {}

/** All in one transaction: there may be hundreds, and a start waits for them. */
const seedSeats = defineCommand<readonly CreateAccount[], null>({
  name: 'account.seed_seats',
  permission: null,
  open: 'Run by the program itself when a demo is made',
  rule: async (tx, accounts) => {
    for (const account of accounts) await writeAccount(tx, account)
    return null
  },
})

function accountOf(
  { login, name, role, also }: DemoPerson,
  position: DemoPosition,
  password: PasswordHash,
): CreateAccount {
  const { divisionKey, unitId = null, personId = null } = position
  return {
    ...{ login, name, divisionKey, unitId, personId, locale: 'zh', phone: null, email: null, demo: true, password },
    grants: [role, ...(also === undefined ? [] : [also])].map((held) => ({ role: held, divisionKey })),
  }
}

/** Makes the demo accounts that are not there; on all of them the password that the start prints works. */
export async function seedDemo(
  kernel: Kernel,
  password: string,
  positionOf: (person: DemoPerson) => DemoPosition,
  seats: readonly DemoSeat[] = [],
): Promise<void> {
  const ctx = systemCtx('demo', kernel.clock)
  const known = new Map((await kernel.pool.whole(queries.listDemoHashes)).map((row) => [row.login, row]))
  const stale = await findStale([...known.values()], password)
  const people = DEMO_PEOPLE.filter(({ login }) => !known.has(login))
  const open = seats.filter(({ login }) => !known.has(login))
  if (people.length + open.length + stale.length === 0) return
  const hash = await hashPassword(password)
  for (const person of people)
    await kernel.run(
      seedAccount,
      ctx,
      idFrom('account.seed', person.login),
      accountOf(person, positionOf(person), hash),
    )
  if (open.length > 0) {
    const seated = open.map((seat) => accountOf(seat, seat, hash))
    await kernel.run(seedSeats, ctx, idFrom('account.seed_seats', ...open.map(({ login }) => login)), seated)
  }
  for (const { id, divisionKey } of stale)
    await kernel.run(seedPassword, ctx, newId(), { id, divisionKey, password: hash })
}

/** The accounts on which the password does not work; accounts made together share one hash, which is tried once. */
async function findStale(rows: readonly queries.DemoHashRow[], password: string): Promise<queries.DemoHashRow[]> {
  const works = new Map<string | null, boolean>()
  for (const { passwordHash } of rows)
    if (!works.has(passwordHash)) works.set(passwordHash, await verifyPassword(password, passwordHash))
  return rows.filter(({ passwordHash }) => works.get(passwordHash) !== true)
}
