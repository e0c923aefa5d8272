-- Readings: what things report, what was refused and why, what the rules made of it, and who may send.
create schema sensing;
grant usage on schema sensing to yiwang_app;

-- One property of one thing. Derived from the things, whose journal accounts for it. Readings name only the series, so
-- that row policies on this table are what keeps a reader to their divisions: every reading is reached through it.
create table sensing.series (
  id integer generated always as identity primary key,
  thing_id uuid not null,
  property text not null,
  unit text,
  division_key text collate "C" not null,
  unique (thing_id, property)
);
alter table sensing.series enable row level security;
create policy series_scope on sensing.series to yiwang_app
  using (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true));
grant select, insert, update on sensing.series to yiwang_app;

-- 60 bytes a row: a boolean is 0 or 1, a text the number of its word. `no` counts all readings of the store; a batch is a
-- run of numbers. No B-tree while an hour is written (a quarter of the speed): it is added when the hour has settled.
create table sensing.reading (
  series_id integer not null,
  seq integer not null,
  at timestamptz not null,
  value double precision not null,
  no bigint not null
) partition by range (at);
create index reading_at on sensing.reading using brin (at) with (pages_per_range = 32, autosummarize = on);
create index reading_no on sensing.reading using brin (no) with (pages_per_range = 32, autosummarize = on);
grant select, insert on sensing.reading to yiwang_app;

-- The partitions there are: one an hour from the first on, and one for all time before it.
create table sensing.hour (
  starts_at timestamptz primary key,
  settled_at timestamptz
);
grant select on sensing.hour to yiwang_app;

-- Makes the partition of an hour unless it is there. Attaching takes a lock that neither reading nor COPY waits for.
create function sensing.open_hour(wanted timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  starts timestamptz := date_trunc('hour', wanted, 'UTC');
  earliest timestamptz := (select min(starts_at) from sensing.hour);
  part text := 'reading_' || to_char(starts at time zone 'UTC', 'YYYYMMDDHH24');
begin
  if starts < earliest or exists (select from sensing.hour h where h.starts_at = starts) then
    return false;
  end if;
  if earliest is null then
    create table sensing.reading_before (like sensing.reading including defaults);
    create index reading_before_series on sensing.reading_before (series_id, at);
    execute format('alter table sensing.reading attach partition sensing.reading_before for values from (minvalue) to (%L)',
      starts);
  end if;
  execute format('create table sensing.%I (like sensing.reading including defaults)', part);
  execute format('alter table sensing.reading attach partition sensing.%I for values from (%L) to (%L)',
    part, starts, starts + interval '1 hour');
  insert into sensing.hour (starts_at) values (starts);
  return true;
end $$;

-- Gives the partition of a finished hour the index by which one thing's readings are found. Late readings of that hour
-- wait while it is built.
create function sensing.settle_hour(wanted timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  part text := 'reading_' || to_char(wanted at time zone 'UTC', 'YYYYMMDDHH24');
begin
  execute format('create index if not exists %I on sensing.%I (series_id, at)', part || '_series', part);
  update sensing.hour set settled_at = now() where starts_at = wanted;
end $$;
revoke all on function sensing.open_hour(timestamptz), sensing.settle_hour(timestamptz) from public;
grant execute on function sensing.open_hour(timestamptz), sensing.settle_hour(timestamptz) to yiwang_app;

-- Texts that readings brought, numbered from 0.
create table sensing.word (
  id integer primary key,
  text text not null unique
);
grant select, insert on sensing.word to yiwang_app;

-- One row a commit: the readings up to `last_no` and the digest over their rows and the digest before.
create table sensing.batch (
  last_no bigint primary key,
  reading_count integer not null check (reading_count > 0),
  digest bytea not null,
  recorded_at timestamptz not null
);
grant select, insert on sensing.batch to yiwang_app;

-- What batches sent under a key were answered, for a day: sent again they get the same answer.
create table sensing.answered (
  key uuid not null,
  source text not null,
  answer jsonb not null,
  recorded_at timestamptz not null,
  primary key (key, source)
);
create index answered_recorded on sensing.answered (recorded_at);
grant select, insert, delete on sensing.answered to yiwang_app;

-- Newest reading of every series in packed form, a row a chunk of series, with all readings up to progress 'latest'.
create table sensing.latest (
  chunk integer primary key,
  data bytea not null
);
grant select, insert, update on sensing.latest to yiwang_app;

-- How far something derived from the readings has come, by reading number.
create table sensing.progress (
  name text primary key,
  no bigint not null
);
grant select, insert, update on sensing.progress to yiwang_app;

-- Readings refused, with the reason and what was sent, cut to a bound. Without a thing we know, the sender's division.
create table sensing.set_aside (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  source text not null,
  door text not null check (door in ('http', 'mqtt')),
  division_key text collate "C" not null,
  thing text,
  property text,
  code text not null,
  params jsonb not null,
  payload text not null
);
create index set_aside_at on sensing.set_aside (at);
create index set_aside_source on sensing.set_aside (source, id desc);
alter table sensing.set_aside enable row level security;
create policy set_aside_scope on sensing.set_aside to yiwang_app
  using (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true));
grant select, insert, delete on sensing.set_aside to yiwang_app;

-- Who may send. A gateway sends for every thing of its division, another device only for the things named.
create table sensing.device (
  id text collate "C" primary key,
  name text not null,
  secret_hash bytea not null,
  division_key text collate "C" not null,
  gateway boolean not null,
  issued_at timestamptz not null,
  rotated_at timestamptz,
  revoked_at timestamptz,
  -- When it last signed in or sent, to the minute.
  seen_at timestamptz
);
alter table sensing.device enable row level security;
create policy device_scope on sensing.device to yiwang_app
  using (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true));
grant select, insert, update on sensing.device to yiwang_app;

create table sensing.device_thing (
  device_id text collate "C" not null references sensing.device (id),
  thing_id uuid not null,
  primary key (device_id, thing_id)
);
grant select, insert, delete on sensing.device_thing to yiwang_app;

-- What a rule told of a thing. At most one is open for each rule and thing.
create table sensing.alarm (
  id uuid primary key,
  rule text not null,
  thing_id uuid not null,
  thing_code text not null,
  division_key text collate "C" not null,
  severity smallint not null check (severity between 1 and 4),
  title jsonb not null,
  because jsonb not null,
  read jsonb not null,
  raised_at timestamptz not null,
  changed_at timestamptz not null,
  cleared_at timestamptz
);
create unique index alarm_open on sensing.alarm (rule, thing_id) where cleared_at is null;
create index alarm_division on sensing.alarm (division_key, raised_at desc);
create index alarm_thing on sensing.alarm (thing_id, raised_at desc);
alter table sensing.alarm enable row level security;
create policy alarm_scope on sensing.alarm to yiwang_app
  using (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true));
grant select, insert, update on sensing.alarm to yiwang_app;

-- Absences announced for a thing: nobody at home, a kitchen closed. Silence does not count in them. Why is personal where
-- the thing stands in somebody's home, so the row is shown to those who may announce only.
create table sensing.absence (
  id uuid primary key,
  thing_id uuid not null,
  division_key text collate "C" not null,
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at),
  reason text not null check (reason in ('away', 'with_family', 'hospital', 'closed', 'maintenance', 'other')),
  announced_at timestamptz not null,
  -- Ended before its time: somebody came back early, or it was a mistake.
  ended_at timestamptz
);
create index absence_thing on sensing.absence (thing_id, from_at desc);
create index absence_until on sensing.absence (until_at);
alter table sensing.absence enable row level security;
create policy absence_scope on sensing.absence to yiwang_app
  using (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true));
grant select, insert, update on sensing.absence to yiwang_app;
