import type { BenchHouse } from '../house/house.ts'

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

// Copies of real cases with all their rows; numbers and ids run on. A place's first months, made in seconds.
const COPIES = [
  `insert into cases.case (id, number, title, words, place, category, condition, severity, channel, lon, lat, division_key,
     unit_grid, responsibility_grid, thing, alarm, event_count, grams, opened_at, filed_at)
   select n.id, 'B-' || n.no, title, words, place, category, condition, severity, channel, lon, lat, division_key,
     unit_grid, responsibility_grid, thing, alarm, event_count, grams, opened_at, filed_at
   from copy n join cases.case c on c.id = n.of`,
  `insert into cases.event (id, case_id, channel, occurred_at, recorded_at, words, place, lon, lat, division_key, account,
     has_reporter)
   select gen_random_uuid(), n.id, channel, occurred_at, recorded_at, words, place, lon, lat, division_key, account,
     has_reporter
   from copy n join cases.event e on e.case_id = n.of`,
  `insert into cases.hand (case_id, account, at) select n.id, account, at from copy n join cases.hand h on h.case_id = n.of`,
  `insert into kernel.matter (id, kind, division_key, version, digest, flow, flow_version, state, done, holder_unit,
     claimed_by, due_at, light_at, memory, opened_at, changed_at)
   select 'case:' || n.id, kind, division_key, version, digest, flow, flow_version, state, done, holder_unit, claimed_by,
     due_at, light_at, memory, opened_at, changed_at
   from copy n join kernel.matter m on m.id = 'case:' || n.of`,
  `insert into kernel.journal (command_id, matter, version, prior, kind, actor, division_key, why, payload,
     personal_digest, digest, recorded_at)
   select gen_random_uuid(), 'case:' || n.id, version, prior, kind, actor, division_key, why, payload, personal_digest,
     digest, recorded_at
   from copy n join kernel.journal j on j.matter = 'case:' || n.of`,
  `insert into kernel.command (command_id, actor, name, input_digest, answer, recorded_at)
   select j.command_id, actor, 'seed', digest, '{}', recorded_at from kernel.journal j
   where matter like 'case:00000000-%'`,
]

/** So many open cases waiting for a dispatcher, numbered from 1. */
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
  for (const text of COPIES) await owner.query(text)
  await owner.query('commit')
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
