import type {
  CategoryChanged,
  CategoryVersions,
  ChangeCategory,
  FilingCondition,
  KeptCategory,
  KeptCategoryList,
} from '../../../contract/cases/index.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { defineCommand } from '../../kernel/command.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/index.ts'
import { canonical } from '../../kernel/journal/digest.ts'
import type { CasesDeps } from '../deps.ts'
import { casesErrors } from '../errors.ts'
import * as queries from '../queries/category.ts'

type Change = ChangeCategory & { readonly code: string; readonly divisionKey: string }

/** Every name once, and none of the pack's left out: a rule may file under it. */
function checkConditions(known: KeptCategory, conditions: readonly FilingCondition[]): void {
  const names = new Set<string>()
  for (const { name } of conditions) {
    if (names.has(name)) throw casesErrors.condition_twice({ condition: name })
    names.add(name)
  }
  const missing = known.packConditions.find((name) => !names.has(name))
  if (missing !== undefined) throw casesErrors.condition_needed({ condition: missing })
}

/** Other conditions and limits make the next version; cases already filed keep theirs. */
const changeCategory = defineCommand<Change, CategoryChanged>({
  name: 'category.change',
  permission: 'category.manage',
  matter: ({ code }) => `category:${code}`,
  rule: async (tx, { code, divisionKey, version: expected, conditions, switchedOff }, ctx) => {
    tx.require('category.manage', divisionKey)
    const known = await queries.findCategoryToChange(tx, code)
    if (known === undefined) throw kernelErrors.not_found()
    if (known.version !== expected) throw kernelErrors.stale({ version: known.version, expected })
    const isOther =
      conditions !== undefined &&
      (conditions === null ? known.origin === 'place' : canonical(conditions) !== canonical(known.conditions))
    if (isOther) {
      if (conditions !== null) checkConditions(known, conditions)
      await queries.setConditions(tx, code, conditions, ctx.actor.id, tx.now)
    }
    if (switchedOff !== undefined) await queries.setSwitchedOff(tx, code, switchedOff, tx.now)
    const version = known.version + (isOther ? 1 : 0)
    const payload = { code, version, ...(isOther && { conditions }), ...(switchedOff !== undefined && { switchedOff }) }
    await tx.record({ kind: 'category.changed', matter: `category:${code}`, divisionKey, payload })
    return { version }
  },
})

/** What can be asked of categories and done with them by those who look after them. */
export interface CategoryCalls {
  list(ctx: Ctx): Promise<KeptCategoryList>
  versions(ctx: Ctx, code: string): Promise<CategoryVersions>
  change(ctx: Ctx, commandId: string, code: string, change: ChangeCategory): Promise<CategoryChanged>
}

/** Categories as they are looked after: their conditions by version, and whether they are offered. */
export function createCategories(kernel: Kernel, deps: CasesDeps): CategoryCalls {
  return {
    list: (ctx) => kernel.read(ctx, 'case.view', async (tx) => ({ items: await queries.listKeptCategories(tx) })),
    versions: (ctx, code) =>
      kernel.read(ctx, 'case.view', async (tx) => {
        const rows = await queries.listVersions(tx, code)
        if (rows.length === 0) throw kernelErrors.not_found()
        const accounts = [...new Set(rows.map((row) => row.changedBy))]
        const names = await deps.people.names(ctx, accounts)
        const nameOf = (account: string) => names.get(account) ?? (account.startsWith('system:') ? '' : account)
        const items = rows.map((row) => ({
          ...row,
          changedBy: nameOf(row.changedBy),
          changedAt: row.changedAt.toISOString(),
        }))
        return { items }
      }),
    change: (ctx, commandId, code, change) =>
      kernel.run(changeCategory, ctx, commandId, { ...change, code, divisionKey: deps.city.root().key }),
  }
}
