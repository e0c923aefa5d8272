import type { Tx } from '../../kernel/database/pool.ts'

/** What a case is called. */
export interface TitledCase {
  readonly id: string
  readonly matter: string
  readonly number: string
  readonly title: string
  readonly titleEn: string
}

/** Cases by their matters. */
export async function listTitles(tx: Tx, matters: readonly string[]): Promise<ReadonlyMap<string, TitledCase>> {
  const rows = await tx.query<TitledCase>(
    `select id, matter, number, title, title_en as "titleEn" from cases.case where matter = any($1)`,
    [matters],
  )
  return new Map(rows.map((row) => [row.matter, row]))
}
