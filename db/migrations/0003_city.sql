-- The city: divisions and grids, who works where, who answers for what, and the things that stand about.
create schema city;
grant usage on schema city to yiwang_app;

-- Who may see which rows. Divisions, grids, people and things are rows of a place: the usual range. Units, posts, crews and
-- responsibilities are a directory: a street's dispatcher must find the district's road department to send it a case, so
-- every transaction with a scope reads all of it, and writes only what lies in its range. Names and telephones of people
-- are not in the directory.

-- The key is of opaque segments, three characters a level; the national code is only an attribute and may change.
create table city.division (
  division_key text collate "C" primary key check (division_key ~ '^([0-9a-z]{3})+$'),
  parent_key text collate "C" generated always as (nullif(left(division_key, -3), '')) stored
    references city.division (division_key),
  -- 1 city, 2 district, 3 street or town, 4 community.
  level smallint not null check (level between 1 and 9),
  code text not null unique,
  name_zh text not null,
  name_en text not null,
  boundary jsonb,
  centre_lon double precision,
  centre_lat double precision,
  area_m2 double precision check (area_m2 > 0),
  changed_at timestamptz not null
);
create index division_parent on city.division (parent_key);
alter table city.division enable row level security;
create policy division_scope on city.division to yiwang_app
  using (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true));
grant select, insert, update on city.division to yiwang_app;

-- Unit grids 单元网格 (1) and the responsibility grids 责任网格 (2) they are part of.
create table city.grid (
  code text collate "C" primary key,
  kind smallint not null check (kind in (1, 2)),
  name_zh text,
  name_en text,
  division_key text collate "C" not null references city.division (division_key),
  part_of text collate "C" references city.grid (code),
  boundary jsonb not null,
  centre_lon double precision not null,
  centre_lat double precision not null,
  area_m2 double precision not null check (area_m2 > 0),
  changed_at timestamptz not null,
  check (kind = 1 or part_of is null)
);
create index grid_division on city.grid (division_key, kind);
create index grid_part_of on city.grid (part_of) where part_of is not null;
alter table city.grid enable row level security;
create policy grid_scope on city.grid to yiwang_app
  using (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true));
grant select, insert, update, delete on city.grid to yiwang_app;

-- What maps draw beneath everything: GeoJSON by name. It belongs to no one division and hides nothing.
create table city.layer (
  name text primary key check (name in ('water', 'road', 'block')),
  features jsonb not null,
  changed_at timestamptz not null
);
grant select, insert, update on city.layer to yiwang_app;

create table city.unit (
  unit_id uuid primary key,
  code text not null unique,
  kind text not null check (kind in ('centre', 'department', 'contractor', 'community', 'station')),
  name_zh text not null,
  name_en text not null,
  -- The division it serves.
  division_key text collate "C" not null references city.division (division_key),
  parent_id uuid references city.unit (unit_id),
  retired boolean not null default false,
  changed_at timestamptz not null
);
create index unit_division on city.unit (division_key);
create index unit_parent on city.unit (parent_id) where parent_id is not null;

create table city.post (
  post_id uuid primary key,
  code text not null unique,
  unit_id uuid not null references city.unit (unit_id),
  name_zh text not null,
  name_en text not null,
  division_key text collate "C" not null references city.division (division_key),
  retired boolean not null default false,
  changed_at timestamptz not null
);
create index post_unit on city.post (unit_id);

-- Personal data, as are the contacts of things below.
create table city.person (
  person_id uuid primary key,
  name_zh text not null,
  name_en text not null,
  phone text,
  division_key text collate "C" not null references city.division (division_key),
  retired boolean not null default false,
  changed_at timestamptz not null
);
create index person_division on city.person (division_key);

create table city.membership (
  person_id uuid not null references city.person (person_id),
  post_id uuid not null references city.post (post_id),
  division_key text collate "C" not null references city.division (division_key),
  since timestamptz not null,
  until timestamptz check (until >= since),
  primary key (person_id, post_id, since)
);
create unique index membership_current on city.membership (person_id, post_id) where until is null;
create index membership_post on city.membership (post_id) where until is null;

create table city.crew (
  crew_id uuid primary key,
  code text not null unique,
  unit_id uuid not null references city.unit (unit_id),
  name_zh text not null,
  name_en text not null,
  division_key text collate "C" not null references city.division (division_key),
  -- Where it sets out from.
  base_lon double precision,
  base_lat double precision,
  retired boolean not null default false,
  changed_at timestamptz not null,
  check ((base_lon is null) = (base_lat is null))
);
create index crew_unit on city.crew (unit_id);
create index crew_division on city.crew (division_key);

create table city.crew_member (
  crew_id uuid not null references city.crew (crew_id),
  person_id uuid not null references city.person (person_id),
  division_key text collate "C" not null references city.division (division_key),
  leads boolean not null default false,
  primary key (crew_id, person_id)
);
create unique index crew_leader on city.crew_member (crew_id) where leads;
create index crew_member_person on city.crew_member (person_id);

-- Who is on duty at a post, from when to when 值班. Planned ahead; ended early by moving the end.
create table city.duty (
  duty_id uuid primary key,
  post_id uuid not null references city.post (post_id),
  person_id uuid not null references city.person (person_id),
  division_key text collate "C" not null references city.division (division_key),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  changed_at timestamptz not null
);
create index duty_post on city.duty (post_id, starts_at);
create index duty_ends on city.duty (ends_at);

-- Who answers for a subject (a category's class, or anything a module names) in a division or one grid of it.
create table city.responsibility (
  responsibility_id uuid primary key,
  subject text collate "C" not null check (subject <> ''),
  division_key text collate "C" not null references city.division (division_key),
  grid_code text collate "C" references city.grid (code),
  unit_id uuid not null references city.unit (unit_id),
  changed_at timestamptz not null
);
create unique index responsibility_place on city.responsibility (subject, division_key, coalesce(grid_code, ''));
create index responsibility_unit on city.responsibility (unit_id);

alter table city.person enable row level security;
create policy person_scope on city.person to yiwang_app
  using (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true));
grant select, insert, update on city.person to yiwang_app;

-- A setting once used reads as empty text when unset, and no scope has an empty upper end.
do $$
declare directory text;
begin
  foreach directory in array array['unit', 'post', 'membership', 'crew', 'crew_member', 'duty', 'responsibility'] loop
    execute format('alter table city.%I enable row level security', directory);
    execute format($policy$create policy %I on city.%I for select to yiwang_app
      using (current_setting('yiwang.hi', true) > '')$policy$, directory || '_read', directory);
    execute format($policy$create policy %I on city.%I for insert to yiwang_app
      with check (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true))$policy$,
      directory || '_add', directory);
    execute format($policy$create policy %I on city.%I for update to yiwang_app
      using (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true))$policy$,
      directory || '_change', directory);
    execute format($policy$create policy %I on city.%I for delete to yiwang_app
      using (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true))$policy$,
      directory || '_remove', directory);
  end loop;
end $$;
grant select, insert, update on city.unit, city.post, city.membership, city.crew to yiwang_app;
grant select, insert, update, delete on city.crew_member, city.duty, city.responsibility to yiwang_app;

-- What kinds of thing there are. A new version replaces the words; things keep the version they were registered under.
create table city.thing_type (
  code text collate "C" not null check (code ~ '^[a-z0-9.-]+$'),
  version integer not null check (version > 0),
  prefix text not null,
  name_zh text not null,
  name_en text not null,
  -- Word -> { title, type, unit, range }: what such a thing reports, in UCUM units, and what is physically possible.
  properties jsonb not null,
  -- Word -> { title, type, unit, default }: fixed facts of each thing.
  attributes jsonb not null,
  -- At people's homes: not for walls and other screens that anybody sees.
  is_private boolean not null,
  changed_at timestamptz not null,
  primary key (code, version)
);
grant select, insert on city.thing_type to yiwang_app;

create table city.thing (
  thing_id uuid primary key,
  code text collate "C" not null unique,
  type_code text collate "C" not null,
  type_version integer not null,
  name_zh text not null,
  name_en text not null,
  division_key text collate "C" not null references city.division (division_key),
  unit_grid text collate "C",
  responsibility_grid text collate "C",
  lon double precision not null check (lon between -180 and 180),
  lat double precision not null check (lat between -90 and 90),
  attributes jsonb not null,
  -- The pieces it is found by: pairs of Chinese characters, words and their beginnings.
  grams text[] not null,
  is_private boolean not null,
  retired boolean not null default false,
  version integer not null default 1,
  -- The command that last registered it: the entry names the batch, the batch finds its things.
  batch uuid not null,
  registered_at timestamptz not null,
  changed_at timestamptz not null,
  foreign key (type_code, type_version) references city.thing_type (code, version)
);
create index thing_division on city.thing (division_key, code);
create index thing_batch on city.thing (batch);
create index thing_by_type on city.thing (type_code, code);
create index thing_grams on city.thing using gin (grams);
create index thing_place on city.thing using gist (point(lon, lat)) where not retired;
alter table city.thing enable row level security;
create policy thing_scope on city.thing to yiwang_app
  using (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true));
grant select, insert, update on city.thing to yiwang_app;

-- Whom to tell of a thing: family, a manager. Personal data: read only with a purpose that is written down. A contact with an
-- account may announce absences of the thing. The division is the thing's and moves with it.
create table city.thing_contact (
  contact_id uuid primary key,
  thing_id uuid not null references city.thing (thing_id),
  role text not null check (role ~ '^[a-z][a-z0-9-]*$'),
  name text not null,
  phone text,
  account text,
  division_key text collate "C" not null references city.division (division_key),
  changed_at timestamptz not null
);
create index thing_contact_thing on city.thing_contact (thing_id);
alter table city.thing_contact enable row level security;
create policy thing_contact_scope on city.thing_contact to yiwang_app
  using (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true));
grant select, insert, update, delete on city.thing_contact to yiwang_app;

-- Operators on points are not leakproof, so beneath a row policy they reach no index. This answers only ids, in the ranges
-- given, as its owner; the rows are then read under the policy.
create function city.find_things_in(west double precision, south double precision, east double precision,
  north double precision, types text[], with_private boolean, lows text[], highs text[], most integer) returns setof uuid
language sql stable security definer set search_path = pg_catalog as $$
  select t.thing_id from city.thing t
  where point(t.lon, t.lat) <@ box(point(west, south), point(east, north)) and not t.retired
    and (types is null or t.type_code = any(types)) and (with_private or not t.is_private)
    and exists (select from unnest(lows, highs) r(lo, hi)
      where t.division_key >= r.lo collate "C" and t.division_key < r.hi collate "C")
  limit most
$$;
revoke execute on function city.find_things_in(double precision, double precision, double precision, double precision,
  text[], boolean, text[], text[], integer) from public;
grant execute on function city.find_things_in(double precision, double precision, double precision, double precision,
  text[], boolean, text[], text[], integer) to yiwang_app;

-- Array containment is not leakproof either: the same shape as above.
create function city.find_things_by_words(grams_wanted text[], with_private boolean, lows text[], highs text[], most integer)
returns setof uuid
language sql stable security definer set search_path = pg_catalog as $$
  select t.thing_id from city.thing t
  where t.grams @> grams_wanted and (with_private or not t.is_private)
    and exists (select from unnest(lows, highs) r(lo, hi)
      where t.division_key >= r.lo collate "C" and t.division_key < r.hi collate "C")
  order by t.retired, t.code limit most
$$;
revoke execute on function city.find_things_by_words(text[], boolean, text[], text[], integer) from public;
grant execute on function city.find_things_by_words(text[], boolean, text[], text[], integer) to yiwang_app;
