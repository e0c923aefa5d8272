import type { AliasScheme, IdentifierRecord } from '../../../contract/city/index.ts'
import type { KeyRange } from '../../kernel/access.ts'
import type { Tx } from '../../kernel/database/pool.ts'
import type { ObjectKind } from './schemes/own.ts'
import type { Named } from './schemes/read.ts'

/** What a name leads to: which object, and the code that took its place. */
export interface Identified {
  readonly code: string
  readonly kind: ObjectKind
  readonly key: string
  readonly successor: string | null
}

const IDENTIFIED = `i.code, i.kind, i.object_key as key, i.successor`

/** The object of the first name that is known. */
export const findNamed = (tx: Tx, names: readonly Named[]): Promise<Identified | undefined> =>
  tx.maybe<Identified>(
    `select ${IDENTIFIED} from unnest($1::text[], $2::text[]) with ordinality n (scheme, value, place)
       left join city.identifier_alias a on a.scheme = n.scheme and a.value = n.value
       join city.identifier i on i.code = coalesce(a.code, case n.scheme when 'own' then n.value end)
     order by n.place limit 1`,
    [names.map(({ scheme }) => scheme), names.map(({ value }) => value)],
  )

/** The object at the end of what took a code's place, one after the other. */
export const findLast = (tx: Tx, code: string): Promise<Identified> =>
  tx.one<Identified>(
    `with recursive led as (
       select i.*, 0 as steps from city.identifier i where i.code = $1
       union all select i.*, led.steps + 1 from led join city.identifier i on i.code = led.successor where led.steps < 100)
     select ${IDENTIFIED} from led i order by steps desc limit 1`,
    [code],
  )

export const lockIdentifiers = (tx: Tx): Promise<unknown> =>
  tx.query(`select pg_advisory_xact_lock(hashtextextended('city.identifier', 0))`)

/** The code of an object by its kind and key. */
export const findCodeOf = (tx: Tx, kind: ObjectKind, key: string): Promise<{ code: string } | undefined> =>
  tx.maybe<{ code: string }>('select code from city.identifier where kind = $1 and object_key = $2', [kind, key])

/** The longest prefix that another node answers for. */
export const findDelegation = (tx: Tx, names: readonly Named[]) =>
  tx.maybe<Named & { resolver: string }>(
    `select n.scheme, n.value, d.resolver from unnest($1::text[], $2::text[]) n (scheme, value)
       join city.identifier_delegation d on d.scheme = n.scheme and starts_with(n.value, d.prefix)
     order by length(d.prefix) desc limit 1`,
    [names.map(({ scheme }) => scheme), names.map(({ value }) => value)],
  )

export async function saveDelegation(tx: Tx, scheme: string, prefix: string, resolver: string | null): Promise<void> {
  await tx.query(
    resolver === null
      ? 'delete from city.identifier_delegation where scheme = $1 and prefix = $2'
      : `insert into city.identifier_delegation (scheme, prefix, resolver) values ($1, $2, $3)
         on conflict (scheme, prefix) do update set resolver = excluded.resolver`,
    resolver === null ? [scheme, prefix] : [scheme, prefix, resolver],
  )
}

/** Gives an alias, or gives it back; the code it belongs to, which may be another. */
export const saveAlias = (tx: Tx, code: string, scheme: AliasScheme, value: string, now: Date) =>
  tx.one<{ code: string }>(
    `insert into city.identifier_alias as a (scheme, value, code, added_at) values ($1, $2, $3, $4)
     on conflict (scheme, value) do update set retired_at = case when a.code = $3 then null else a.retired_at end
     returning code`,
    [scheme, value, code, now],
  )

/** Undefined when the object has no such alias. */
export const retireAlias = (tx: Tx, code: string, scheme: AliasScheme, value: string, now: Date) =>
  tx.maybe<{ code: string }>(
    `update city.identifier_alias set retired_at = coalesce(retired_at, $4)
     where scheme = $1 and value = $2 and code = $3 returning code`,
    [scheme, value, code, now],
  )

export async function saveSuccessor(tx: Tx, code: string, successor: string, what: string, now: Date): Promise<void> {
  await tx.query('update city.identifier set successor = $2 where code = $1', [code, successor])
  await tx.query('insert into city.identifier_history (code, at, what, successor) values ($1, $2, $3, $4)', [
    code,
    now,
    what,
    successor,
  ])
}

/** Other names of an object, and the codes that lead to it. */
export const findNames = (tx: Tx, code: string): Promise<Pick<IdentifierRecord, 'aliases' | 'formerly'>> =>
  tx.one<Pick<IdentifierRecord, 'aliases' | 'formerly'>>(
    `with recursive led as (
       select h.code, h.what, h.at from city.identifier_history h where h.successor = $1
       union select h.code, h.what, h.at from led join city.identifier_history h on h.successor = led.code)
     select
       (select coalesce(jsonb_agg(jsonb_build_object('scheme', scheme, 'value', value, 'retiredAt', retired_at)
         order by scheme, value), '[]') from city.identifier_alias a
         where a.code = $1 or a.code in (select code from led)) as aliases,
       (select coalesce(jsonb_agg(jsonb_build_object('code', code, 'what', what, 'at', at) order by at, code), '[]')
         from led) as formerly`,
    [code],
  )

/** An object as far as its identifier shows it. */
export interface Shown {
  readonly name: { readonly zh: string; readonly en: string }
  readonly retired: boolean
  /** Its number among its kind, of which its page may be made. */
  readonly number: string
  readonly divisionKey: string
}

const NAME = `jsonb_build_object('zh', name_zh, 'en', name_en) as name`

const OBJECTS: Readonly<Record<Exclude<ObjectKind, 'case'>, string>> = {
  thing: `select ${NAME}, retired, code as number, division_key as "divisionKey" from city.thing
    where thing_id = $1::uuid and ($2 or not is_private)
      and exists (select from unnest($3::text[], $4::text[]) r(lo, hi)
        where division_key >= r.lo collate "C" and division_key < r.hi collate "C")`,
  division: `select ${NAME}, false as retired, code as number, division_key as "divisionKey" from city.division
    where division_key = $1`,
  grid: `select jsonb_build_object('zh', coalesce(name_zh, code), 'en', coalesce(name_en, code)) as name,
    false as retired, code as number, division_key as "divisionKey" from city.grid where code = $1`,
  unit: `select ${NAME}, retired, code as number, division_key as "divisionKey" from city.unit where unit_id = $1::uuid`,
}

/** An object of the city; a thing only within the ranges, and a private one only for those who may see such. */
export const findShown = (
  tx: Tx,
  kind: Exclude<ObjectKind, 'case'>,
  key: string,
  sight: { readonly ranges: readonly KeyRange[]; readonly withPrivate: boolean },
): Promise<Shown | undefined> =>
  tx.maybe<Shown>(
    OBJECTS[kind],
    kind === 'thing'
      ? [key, sight.withPrivate, sight.ranges.map(({ lo }) => lo), sight.ranges.map(({ hi }) => hi)]
      : [key],
  )
