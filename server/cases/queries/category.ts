import type { Category, KeptCategory } from '../../../contract/cases/index.ts'
import type { FlowReason } from '../../../contract/flow.ts'
import type { Tx } from '../../kernel/database/pool.ts'

type Condition = Category['conditions'][number]

interface CategoryRecord {
  code: string
  pack: string
  number: string
  kind: Category['kind']
  title: Category['title']
  class_title: Category['title']
  words: Category['words']
  subject: string
  conditions: Condition[]
  own_conditions: Condition[] | null
  version: number
  flow: string | null
  lists: Lists
  enabled: boolean
  switched_off: boolean
  changed_at: Date
}

/** Reasons of a category's own, by the list of the flow whose place they take. */
export type Lists = Readonly<Record<string, readonly FlowReason[]>>

/** A category with the flow its cases take, null for the ordinary one, and its own reasons. */
export type FlowingCategory = Category & { flow: string | null; lists: Lists }

/** The same as it holds here now. */
export type HeldCategory = FlowingCategory & { version: number; isOffered: boolean }

const COLUMNS = `code, pack, number, kind, title, class_title, words, subject, conditions, own_conditions, version, flow, lists,
  enabled, switched_off, changed_at`

/** The place's own conditions, and those of the pack that a later version of it has added. */
const held = ({ conditions, own_conditions: own }: Pick<CategoryRecord, 'conditions' | 'own_conditions'>) =>
  own === null ? conditions : [...own, ...conditions.filter(({ name }) => !own.some((one) => one.name === name))]

const wordsOf = ({ code, number, kind, title, class_title, words, subject }: CategoryRecord) => ({
  ...{ code, number, kind, title, words, subject },
  className: class_title,
})

const toCategory = (row: CategoryRecord): HeldCategory => ({
  ...wordsOf(row),
  conditions: held(row),
  flow: row.flow,
  lists: row.lists,
  version: row.version,
  isOffered: row.enabled && !row.switched_off,
})

const toKept = (row: CategoryRecord): KeptCategory => ({
  ...wordsOf(row),
  conditions: held(row),
  pack: row.pack,
  version: row.version,
  origin: row.own_conditions === null ? 'pack' : 'place',
  enabled: row.enabled,
  switchedOff: row.switched_off,
  packConditions: row.conditions.map(({ name }) => name),
  changedAt: row.changed_at.toISOString(),
})

/** What can be reported now. */
export async function listCategories(tx: Tx): Promise<Category[]> {
  const rows = await tx.query<CategoryRecord>(
    `select ${COLUMNS} from cases.category where enabled and not switched_off order by number, code`,
  )
  return rows.map(toCategory)
}

/** All of them, for those who look after them. */
export async function listKeptCategories(tx: Tx): Promise<KeptCategory[]> {
  const rows = await tx.query<CategoryRecord>(`select ${COLUMNS} from cases.category order by pack, number, code`)
  return rows.map(toKept)
}

export async function findCategory(tx: Tx, code: string): Promise<HeldCategory | undefined> {
  const row = await tx.maybe<CategoryRecord>(`select ${COLUMNS} from cases.category where code = $1`, [code])
  return row && toCategory(row)
}

/** The category, locked, as those who look after it see it. */
export async function findCategoryToChange(tx: Tx, code: string): Promise<KeptCategory | undefined> {
  const row = await tx.maybe<CategoryRecord>(`select ${COLUMNS} from cases.category where code = $1 for update`, [code])
  return row && toKept(row)
}

const NOTE_VERSION = `insert into cases.category_version (code, version, conditions, origin, changed_by, changed_at)
  select code, version, $2, $3, $4, $5 from cases.category where code = $1 on conflict (code, version) do nothing`

/**
 * A category as its pack declares it: what was there under the code is replaced, but for what the place has put in its
 * stead; cases keep what they were filed under.
 */
export async function saveCategory(
  tx: Tx,
  pack: string,
  category: FlowingCategory,
  account: string,
  now: Date,
): Promise<void> {
  const row = await tx.one<Pick<CategoryRecord, 'conditions' | 'own_conditions'>>(
    `insert into cases.category as was (code, pack, kind, number, title, class_title, words, subject, conditions, flow, lists,
       enabled, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, true, $12)
     on conflict (code) do update set pack = excluded.pack, kind = excluded.kind, number = excluded.number,
       title = excluded.title, class_title = excluded.class_title, words = excluded.words, subject = excluded.subject,
       version = was.version + (was.conditions <> excluded.conditions)::integer,
       conditions = excluded.conditions, flow = excluded.flow, lists = excluded.lists, enabled = true, changed_at = excluded.changed_at
     returning conditions, own_conditions`,
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
  const origin = row.own_conditions === null ? 'pack' : 'place'
  await tx.query(NOTE_VERSION, [category.code, JSON.stringify(held(row)), origin, account, now])
}

/** Conditions of the place's own, or with null the pack's again: the next version. */
export async function setConditions(
  tx: Tx,
  code: string,
  own: readonly Condition[] | null,
  account: string,
  now: Date,
): Promise<void> {
  const row = await tx.one<Pick<CategoryRecord, 'conditions' | 'own_conditions'>>(
    `update cases.category set own_conditions = $2, version = version + 1, changed_at = $3 where code = $1
     returning conditions, own_conditions`,
    [code, own === null ? null : JSON.stringify(own), now],
  )
  await tx.query(NOTE_VERSION, [code, JSON.stringify(held(row)), own === null ? 'pack' : 'place', account, now])
}

export async function setSwitchedOff(tx: Tx, code: string, off: boolean, now: Date): Promise<void> {
  await tx.query('update cases.category set switched_off = $2, changed_at = $3 where code = $1', [code, off, now])
}

export interface VersionRow {
  version: number
  origin: 'pack' | 'place'
  conditions: Condition[]
  changedBy: string
  changedAt: Date
  cases: number
}

/** What held under each version, the newest first, and how many cases in sight were filed under it. */
export const listVersions = (tx: Tx, code: string): Promise<VersionRow[]> =>
  tx.query(
    `select v.version, v.origin, v.conditions, v.changed_by as "changedBy", v.changed_at as "changedAt",
       (select count(*)::integer from cases.case c where c.category = v.code and c.category_version = v.version) as cases
     from cases.category_version v where v.code = $1 order by v.version desc limit 50`,
    [code],
  )

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
