import type { BenchHouse } from '../house/house.ts'
import { seedPhotos } from './photos.ts'

const KINDS = 8

/** The id of a seeded case. */
export const caseIdOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** The same in SQL, for a number given as text. */
export const caseIdSql = (number: string): string => `'00000000-0000-4000-8000-' || lpad(${number}, 12, '0')`

interface Category {
  code: string
  conditions: { name: string }[]
}

interface Reported {
  case: string
}

async function findSpots({ owner }: BenchHouse): Promise<{ lon: number; lat: number }[]> {
  const { rows } = await owner.query<{ lon: number; lat: number }>(
    `select lon, lat from city.thing where lon is not null order by code limit ${KINDS}`,
  )
  return rows
}

/** A case reported and filed by people, waiting to be dispatched. */
async function fileCase(house: BenchHouse, at: { lon: number; lat: number }, category: Category): Promise<string> {
  const made = await house.call<Reported>('intake', 'POST', '/api/v1/reports', {
    channel: 'hotline',
    words: '路边井盖移位，夜间有行人经过，请尽快处理',
    place: '武夷路312号门前',
    position: at,
    category: category.code,
    reporter: { name: '王女士', phone: '10000000041' },
  })
  const { version } = await house.call<{ version: number }>('intake', 'GET', `/api/v1/cases/${made.case}`)
  await house.call('intake', 'POST', `/api/v1/cases/${made.case}/steps`, {
    action: 'file',
    version,
    input: { conditionId: `${category.code}#${category.conditions[0]?.name}` },
  })
  return made.case
}

/** Rows of a case: copied whole, but for what must be its own. `null` leaves a column to its default. */
const COPIED: readonly { table: string; of: string; own: Readonly<Record<string, string | null>> }[] = [
  { table: 'cases.case', of: 't.id = n.of', own: { id: 'n.id', number: `'B-' || n.no` } },
  { table: 'cases.event', of: 't.case_id = n.of', own: { id: 'gen_random_uuid()', case_id: 'n.id' } },
  { table: 'cases.hand', of: 't.case_id = n.of', own: { case_id: 'n.id' } },
  { table: 'kernel.matter', of: `t.id = 'case:' || n.of`, own: { id: `'case:' || n.id` } },
  {
    table: 'kernel.journal',
    of: `t.matter = 'case:' || n.of`,
    own: { matter: `'case:' || n.id`, command_id: 'gen_random_uuid()', xid: null },
  },
]

async function copyRows({ owner }: BenchHouse, { table, of, own }: (typeof COPIED)[number]): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''`,
    [table],
  )
  const names = rows.map((row) => row.name).filter((name) => own[name] !== null)
  const values = names.map((name) => own[name] ?? `t.${name}`)
  await owner.query(
    `insert into ${table} (${names.join()}) select ${values.join()} from copy n join ${table} t on ${of}`,
  )
}

/** So many open cases waiting for a dispatcher, numbered from 1: copies of a few that people reported and filed. */
export async function seedCases(house: BenchHouse, count: number): Promise<void> {
  const { owner } = house
  const categories = await house.call<Category[]>('intake', 'GET', '/api/v1/cases/categories')
  const filed: string[] = []
  for (const [index, spot] of (await findSpots(house)).entries()) {
    const category = categories[index % categories.length]
    if (category !== undefined) filed.push(await fileCase(house, spot, category))
  }
  await owner.query('begin')
  await owner.query(
    `create temporary table copy on commit drop as
     select no, (${caseIdSql('no::text')})::uuid id, ($2::uuid[])[1 + no % cardinality($2::uuid[])] of
     from generate_series(1, $1::int) no`,
    [count, filed],
  )
  for (const rows of COPIED) await copyRows(house, rows)
  await owner.query(
    `insert into kernel.command (command_id, actor, name, input_digest, answer, recorded_at)
     select command_id, actor, 'seed', digest, '{}', recorded_at from kernel.journal where matter like 'case:00000000-%'`,
  )
  await owner.query('commit')
  await seedPhotos(house)
  for (const schema of ['kernel', 'cases']) {
    const { rows } = await owner.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = $1`,
      [schema],
    )
    for (const { name } of rows) await owner.query(`vacuum analyze ${name}`)
  }
}

/** Resolves when the server has given every entry its place in the order. */
export async function waitSealed({ owner }: BenchHouse): Promise<void> {
  const pending = `select count(*)::int as count from kernel.journal j
    where not exists (select from kernel.ordinal o where o.seq = j.seq)`
  for (;;) {
    const { rows } = await owner.query<{ count: number }>(pending)
    if (rows[0]?.count === 0) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
