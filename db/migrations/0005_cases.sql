-- Clues, and the cases they become.
create schema cases;
grant usage on schema cases to yiwang_app;

-- What can be reported and under which conditions it is filed; installed from packs, read by everybody.
create table cases.category (
  code text primary key,
  pack text not null,
  kind text not null check (kind in ('components', 'events')),
  number text not null,
  title jsonb not null,
  class_title jsonb not null,
  words jsonb not null,
  subject text not null,
  -- As the pack declares them, and what this place has put in their stead.
  conditions jsonb not null,
  own_conditions jsonb,
  -- Counts the changes of the conditions that hold.
  version integer not null default 1,
  flow text,
  -- Reasons of the category's own, by the list of the flow whose place they take.
  lists jsonb not null,
  -- Whether its pack offers it, and whether this place has switched it off.
  enabled boolean not null default true,
  switched_off boolean not null default false,
  changed_at timestamptz not null
);
grant select, insert, update on cases.category to yiwang_app;

-- The conditions that held under each version: a case keeps what it was filed under.
create table cases.category_version (
  code text not null references cases.category (code),
  version integer not null check (version > 0),
  conditions jsonb not null,
  -- Whose words these are: the pack's or the place's.
  origin text not null check (origin in ('pack', 'place')),
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (code, version)
);
grant select, insert on cases.category_version to yiwang_app;

-- The running number of a day's cases, per prefix.
create table cases.counter (
  prefix text primary key,
  last integer not null
);
grant select, insert, update on cases.counter to yiwang_app;

-- What a case is about: written at filing and seldom after. Its state is in kernel.matter under 'case:<id>'.
create table cases.case (
  id uuid primary key,
  matter text collate "C" not null generated always as ('case:' || id::text) stored unique,
  number text not null unique,
  title text not null,
  title_en text not null,
  words text not null,
  place text not null,
  place_en text not null,
  category text references cases.category (code),
  condition jsonb,
  -- The version of the category's conditions it was filed under.
  category_version integer,
  severity smallint check (severity between 1 and 4),
  channel text not null check (channel in ('signal', 'hotline', 'patrol', 'resident')),
  lon double precision not null,
  lat double precision not null,
  division_key text collate "C" not null,
  unit_grid text,
  responsibility_grid text,
  thing text,
  -- About somebody's home: not for walls, nor for whoever asks what is near.
  is_private boolean not null default false,
  -- The alarm that opened it: a repeated signal finds the open case by it.
  alarm text,
  event_count integer not null default 1,
  grams text[] not null,
  opened_at timestamptz not null,
  filed_at timestamptz,
  dispatched_at timestamptz,
  disposed_at timestamptz,
  closed_at timestamptz,
  closed_in_time boolean,
  rework_count integer not null default 0
);
create index case_division_opened on cases.case (division_key, opened_at desc);
create index case_opened on cases.case (opened_at desc);
create index case_closed on cases.case (closed_at desc) where closed_at is not null;
create index case_place on cases.case using gist (point(lon, lat));
create index case_grams on cases.case using gin (grams);
create index case_alarm on cases.case (alarm) where alarm is not null;
create index case_thing on cases.case (thing) where thing is not null;
alter table cases.case enable row level security;
create policy case_scope on cases.case to yiwang_app
  using (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true));
grant select, insert, update on cases.case to yiwang_app;

-- One clue: a signal, a call, a patrol's or a resident's report.
create table cases.event (
  id uuid primary key,
  case_id uuid not null references cases.case (id),
  channel text not null check (channel in ('signal', 'hotline', 'patrol', 'resident')),
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  words text not null,
  place text not null,
  lon double precision not null,
  lat double precision not null,
  division_key text collate "C" not null,
  thing text,
  alarm text,
  severity smallint check (severity between 1 and 4),
  -- The account that wrote it down, and whether somebody else told it.
  account text not null,
  has_reporter boolean not null default false
);
create index event_case on cases.event (case_id);
create index event_account on cases.event (account, recorded_at desc);
create index event_recorded on cases.event (division_key, recorded_at desc);
alter table cases.event enable row level security;
create policy event_scope on cases.event to yiwang_app
  using (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true));
grant select, insert, update on cases.event to yiwang_app;

-- Who told us: personal, apart from the clue, erased without touching it, never shown to the party reported.
create table cases.reporter (
  event_id uuid primary key references cases.event (id),
  division_key text collate "C" not null,
  name text,
  phone text
);
alter table cases.reporter enable row level security;
create policy reporter_scope on cases.reporter to yiwang_app
  using (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true));
grant select, insert, delete on cases.reporter to yiwang_app;

-- Secret links by which people without an account follow what they told. Kept as digests: who reads the database cannot
-- follow them, and nothing here says whose they are.
create table cases.report_link (
  token_hash bytea primary key,
  event_id uuid not null references cases.event (id),
  division_key text collate "C" not null,
  made_at timestamptz not null
);
alter table cases.report_link enable row level security;
create policy report_link_scope on cases.report_link to yiwang_app
  using (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true));
grant select, insert on cases.report_link to yiwang_app;

create table cases.photo (
  id uuid primary key,
  case_id uuid not null references cases.case (id),
  division_key text collate "C" not null,
  kind text not null check (kind in ('scene', 'before', 'after', 'inspection')),
  account text not null,
  taken_at timestamptz,
  added_at timestamptz not null
);
create index photo_case on cases.photo (case_id);
alter table cases.photo enable row level security;
create policy photo_scope on cases.photo to yiwang_app
  using (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true));
grant select, insert on cases.photo to yiwang_app;

-- Who has worked on a case: "I handled this" lists, and whom to tell.
create table cases.hand (
  case_id uuid not null references cases.case (id),
  account text not null,
  at timestamptz not null,
  primary key (case_id, account)
);
create index hand_account on cases.hand (account, at desc);
grant select, insert, update on cases.hand to yiwang_app;

-- Array containment is not leakproof, so beneath a row policy it reaches no index. These two answer only ids, for the
-- ranges given, as their owner; the rows themselves are then read under the policy.
create function cases.find_by_words(grams_wanted text[], lows text[], highs text[], most integer) returns setof uuid
language sql stable security definer set search_path = pg_catalog as $$
  select c.id from cases.case c
  where c.grams @> grams_wanted
    and exists (select from unnest(lows, highs) r(lo, hi) where c.division_key >= r.lo collate "C" and c.division_key < r.hi collate "C")
  order by c.opened_at desc limit most
$$;
create function cases.find_near(lon double precision, lat double precision, half_lon double precision,
  half_lat double precision, lows text[], highs text[], most integer) returns setof uuid
language sql stable security definer set search_path = pg_catalog as $$
  select c.id from cases.case c
  where point(c.lon, c.lat) <@ box(point(find_near.lon - half_lon, find_near.lat - half_lat), point(find_near.lon + half_lon, find_near.lat + half_lat))
    and exists (select from unnest(lows, highs) r(lo, hi) where c.division_key >= r.lo collate "C" and c.division_key < r.hi collate "C")
  order by point(c.lon, c.lat) <-> point(find_near.lon, find_near.lat) limit most
$$;
revoke execute on function cases.find_by_words(text[], text[], text[], integer) from public;
revoke execute on function cases.find_near(double precision, double precision, double precision, double precision, text[], text[], integer) from public;
grant execute on function cases.find_by_words(text[], text[], text[], integer) to yiwang_app;
grant execute on function cases.find_near(double precision, double precision, double precision, double precision, text[], text[], integer) to yiwang_app;
