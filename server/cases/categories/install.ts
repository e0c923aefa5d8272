import { defineCommand } from '../../kernel/command.ts'
import { disableCategories, type FlowingCategory, saveCategory } from '../queries/category.ts'

/** Categories of one pack, whole: what the pack no longer has is offered no more. */
export interface CategorySet {
  pack: string
  divisionKey: string
  categories: readonly FlowingCategory[]
}

/** Installs a pack's categories; cases keep what they were filed under. */
export const installCategories = defineCommand<CategorySet, { categories: number }>({
  name: 'category.install',
  permission: 'category.manage',
  rule: async (tx, { pack, divisionKey, categories }, ctx) => {
    tx.require('category.manage', divisionKey)
    for (const category of categories) await saveCategory(tx, pack, category, ctx.actor.id, tx.now)
    const codes = categories.map((category) => category.code)
    await disableCategories(tx, pack, codes, tx.now)
    await tx.record({ kind: 'category.installed', matter: `categories:${pack}`, divisionKey, payload: { pack, codes } })
    return { categories: categories.length }
  },
})
