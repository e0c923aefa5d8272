import type { Category } from '../../../contract/cases/index.ts'
import type { FlowReason } from '../../../contract/flow.ts'
import type { Tx } from '../../kernel/database/pool.ts'

interface CategoryRecord {
  code: string
  number: string
  kind: Category['kind']
  title: Category['title']
  class_title: Category['title']
  words: Category['words']
  subject: string
  conditions: Category['conditions']
  flow: string | null
  lists: Lists
}

/** Reasons of a category's own, by the list of the flow whose place they take. */
export type Lists = Readonly<Record<string, readonly FlowReason[]>>

/** A category with the flow its cases take, null for the ordinary one, and its own reasons. */
export type FlowingCategory = Category & { flow: string | null; lists: Lists }

const COLUMNS = 'code, number, kind, title, class_title, words, subject, conditions, flow, lists'

const toCategory = ({ class_title, ...row }: CategoryRecord): FlowingCategory => ({ ...row, className: class_title })

export async function listCategories(tx: Tx): Promise<Category[]> {
  const rows = await tx.query<CategoryRecord>(
    `select ${COLUMNS} from cases.category where enabled order by number, code`,
  )
  return rows.map(toCategory)
}

export async function findCategory(tx: Tx, code: string): Promise<FlowingCategory | undefined> {
  const row = await tx.maybe<CategoryRecord>(`select ${COLUMNS} from cases.category where code = $1`, [code])
  return row && toCategory(row)
}

/** A category as its pack declares it; what was there under the code is replaced, and cases keep what they were filed under. */
export async function saveCategory(tx: Tx, pack: string, category: FlowingCategory, now: Date): Promise<void> {
  await tx.query(
    `insert into cases.category (code, pack, kind, number, title, class_title, words, subject, conditions, flow, lists, enabled, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, true, $12)
     on conflict (code) do update set pack = excluded.pack, kind = excluded.kind, number = excluded.number,
       title = excluded.title, class_title = excluded.class_title, words = excluded.words, subject = excluded.subject,
       conditions = excluded.conditions, flow = excluded.flow, lists = excluded.lists, enabled = true, changed_at = excluded.changed_at`,
    [
      category.code,
      pack,
      category.kind,
      category.number,
      JSON.stringify(category.title),
      JSON.stringify(category.className),
      JSON.stringify(category.words),
      category.subject,
      JSON.stringify(category.conditions),
      category.flow,
      JSON.stringify(category.lists),
      now,
    ],
  )
}

/** Categories of a pack that is switched off, or that its new version no longer has, are offered no more. */
export async function disableCategories(tx: Tx, pack: string, keep: readonly string[], now: Date): Promise<void> {
  await tx.query(
    `update cases.category set enabled = false, changed_at = $3 where pack = $1 and enabled and not code = any($2)`,
    [pack, keep, now],
  )
}

/** The reasons of the category a case is of; none for a case without one. */
export async function findLists(tx: Tx, caseId: string): Promise<Lists> {
  const row = await tx.maybe<{ lists: Lists }>(
    `select g.lists from cases.case c join cases.category g on g.code = c.category where c.id = $1`,
    [caseId],
  )
  return row?.lists ?? {}
}
