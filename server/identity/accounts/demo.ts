import type { Role } from '../../../contract/identity.ts'
import { systemCtx } from '../../kernel/actor.ts'
import { defineCommand } from '../../kernel/command.ts'
import { idFrom } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/index.ts'
import { hashPassword } from '../credentials/password.ts'
import { type CreateAccount, writeAccount } from './account.ts'

/** The password of demo accounts where `YIWANG_DEMO_PASSWORD` is not set; printed at the start and on the sign-in page. */
export const DEMO_PASSWORD = 'yiwang-demo'

/** One account anybody may try, named by its role. */
export interface DemoPerson {
  login: string
  name: string
  role: Role
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

/** Makes the demo accounts; those already there stay as they are. */
export async function seedDemo(
  kernel: Kernel,
  password: string,
  positionOf: (person: DemoPerson) => DemoPosition,
): Promise<void> {
  const ctx = systemCtx('demo', kernel.clock)
  const hash = await hashPassword(password)
  for (const person of DEMO_PEOPLE) {
    const { divisionKey, unitId = null, personId = null } = positionOf(person)
    const { login, name, role } = person
    await kernel.run(seedAccount, ctx, idFrom('account.seed', login), {
      ...{ login, name, divisionKey, unitId, personId, locale: 'zh', phone: null, email: null, demo: true },
      password: hash,
      grants: [{ role, divisionKey }],
    })
  }
}
