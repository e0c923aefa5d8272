import type {
  Crew,
  CrewMembers,
  OfUnitQuery,
  Person,
  PersonQuery,
  Post,
  Responsibility,
  Unit,
  UnitQuery,
} from '../../../../contract/city/index.ts'
import type { KeyRange } from '../../../kernel/access.ts'
import type { Tx } from '../../../kernel/database/pool.ts'

const UNIT = `unit_id as id, code, kind, jsonb_build_object('zh', name_zh, 'en', name_en) as name,
  division_key as "divisionKey", parent_id as "parentId", retired`

export const listUnits = (tx: Tx, { within, kind }: UnitQuery): Promise<Unit[]> =>
  tx.query<Unit>(
    `select ${UNIT} from city.unit
     where ($1::text is null or (division_key >= $1 and division_key < $1 || '~')) and ($2::text is null or kind = $2)
     order by division_key, code`,
    [within, kind],
  )

export const findUnit = (tx: Tx, id: string): Promise<Unit | undefined> =>
  tx.maybe<Unit>(`select ${UNIT} from city.unit where unit_id = $1`, [id])

export const findUnitByCode = (tx: Tx, code: string): Promise<Unit | undefined> =>
  tx.maybe<Unit>(`select ${UNIT} from city.unit where code = $1`, [code])

export const listPosts = (tx: Tx, { unitId }: OfUnitQuery): Promise<Post[]> =>
  tx.query<Post>(
    `select post_id as id, code, unit_id as "unitId", jsonb_build_object('zh', name_zh, 'en', name_en) as name, retired
     from city.post where $1::uuid is null or unit_id = $1 order by code`,
    [unitId],
  )

export const findPostUnit = (tx: Tx, postId: string): Promise<{ unitId: string; divisionKey: string } | undefined> =>
  tx.maybe(`select unit_id as "unitId", division_key as "divisionKey" from city.post where post_id = $1`, [postId])

const CREW = `c.crew_id as id, c.code, c.unit_id as "unitId", jsonb_build_object('zh', c.name_zh, 'en', c.name_en) as name,
  c.division_key as "divisionKey", c.retired,
  case when c.base_lon is null then null else jsonb_build_object('lon', c.base_lon, 'lat', c.base_lat) end as base,
  (select count(*)::integer from city.crew_member m where m.crew_id = c.crew_id) as size`

export const listCrews = (tx: Tx, { unitId }: OfUnitQuery): Promise<Crew[]> =>
  tx.query<Crew>(`select ${CREW} from city.crew c where $1::uuid is null or c.unit_id = $1 order by c.code`, [unitId])

/** Who is in a crew as far as the reader may see people, its leader first. */
export const listMembers = (tx: Tx, crewId: string): Promise<CrewMembers['items']> =>
  tx.query(
    `select m.person_id as "personId", jsonb_build_object('zh', p.name_zh, 'en', p.name_en) as name, m.leads
     from city.crew_member m join city.person p using (person_id)
     where m.crew_id = $1 order by m.leads desc, p.name_zh`,
    [crewId],
  )

const PERSON = `p.person_id as id, jsonb_build_object('zh', p.name_zh, 'en', p.name_en) as name,
  p.division_key as "divisionKey", p.retired,
  coalesce((select jsonb_agg(jsonb_build_object('id', t.post_id, 'unitId', t.unit_id,
      'name', jsonb_build_object('zh', t.name_zh, 'en', t.name_en)) order by t.code)
    from city.membership m join city.post t using (post_id)
    where m.person_id = p.person_id and m.until is null), '[]') as posts`

/** One more than `most`, so that the caller knows whether there are others. */
export const listPeople = (
  tx: Tx,
  ranges: readonly KeyRange[],
  { q, unitId, postId, within, after }: Partial<PersonQuery>,
  most: number,
): Promise<Person[]> =>
  tx.query<Person>(
    `select ${PERSON} from city.person p
     where exists (select from unnest($1::text[], $2::text[]) r(lo, hi)
         where p.division_key >= r.lo collate "C" and p.division_key < r.hi collate "C")
       and ($3::text is null or (p.division_key >= $3 and p.division_key < $3 || '~'))
       and ($4::uuid is null or exists (select from city.membership m join city.post t using (post_id)
         where m.person_id = p.person_id and m.until is null and t.unit_id = $4))
       and ($5::uuid is null or p.person_id > $5)
       and ($7::text is null or strpos(lower(p.name_zh || ' ' || p.name_en), lower($7)) > 0)
       and ($8::uuid is null or exists (select from city.membership m
         where m.person_id = p.person_id and m.until is null and m.post_id = $8))
     order by p.person_id limit $6`,
    [ranges.map((range) => range.lo), ranges.map((range) => range.hi), within, unitId, after, most + 1, q, postId],
  )

export const findPerson = (tx: Tx, id: string): Promise<Person | undefined> =>
  tx.maybe<Person>(`select ${PERSON} from city.person p where p.person_id = $1`, [id])

/** The telephone of a person: the only query that reads it. */
export const findContact = (tx: Tx, id: string): Promise<{ phone: string | null; divisionKey: string } | undefined> =>
  tx.maybe(`select phone, division_key as "divisionKey" from city.person where person_id = $1`, [id])

const RESPONSIBILITY = `r.responsibility_id as id, r.subject, r.division_key as "divisionKey", r.grid_code as grid,
  r.unit_id as "unitId"`

export const listResponsibilities = (tx: Tx, { unitId }: OfUnitQuery): Promise<Responsibility[]> =>
  tx.query<Responsibility>(
    `select ${RESPONSIBILITY} from city.responsibility r where $1::uuid is null or r.unit_id = $1
     order by r.subject, r.division_key, r.grid_code`,
    [unitId],
  )

/** As `city.grid` keeps the kind. */
const RESPONSIBILITY_GRID = 2

/** Whether a division is there and, where a responsibility grid is named, lies around it. */
export const isPlace = async (tx: Tx, divisionKey: string, grid: string | null): Promise<boolean> => {
  const found = await tx.maybe(
    `select 1 from city.division d where d.division_key = $1 and ($2::text is null or exists (select from city.grid g
       where g.code = $2 and g.kind = ${RESPONSIBILITY_GRID} and starts_with(g.division_key, $1)))`,
    [divisionKey, grid],
  )
  return found !== undefined
}

/**
 * Who answers for a subject at a place. A finer subject goes before a finer place: whoever answers for drains in the whole
 * district does so in each street, even where the street answers for everything else.
 */
export const findResponsible = (
  tx: Tx,
  subjects: readonly string[],
  divisionKeys: readonly string[],
  grid: string | null,
): Promise<Responsibility | undefined> =>
  tx.maybe<Responsibility>(
    `select ${RESPONSIBILITY} from city.responsibility r join city.unit u using (unit_id)
     where subject = any($1) and r.division_key = any($2) and (grid_code is null or grid_code = $3) and not u.retired
     order by array_position($1::text[], subject), grid_code is null, length(r.division_key) desc limit 1`,
    [subjects, divisionKeys, grid],
  )
