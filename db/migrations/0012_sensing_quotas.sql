-- How much a thing may report, and what was held back of those that reported more.

-- Readings a minute, where it is not the usual: of each thing of a type, or of all that a device sends.
create table sensing.quota (
  kind text not null check (kind in ('type', 'device')),
  id text collate "C" not null,
  per_minute integer not null check (per_minute > 0),
  set_at timestamptz not null,
  primary key (kind, id)
);
grant select, insert, update, delete on sensing.quota to yiwang_app;

-- A thing that reported more than its quota. At most one is held a thing; an administrator ends it by keeping or dropping.
create table sensing.quarantine (
  id uuid primary key,
  thing_id uuid not null,
  thing_code text not null,
  division_key text collate "C" not null,
  source text not null,
  began_at timestamptz not null,
  last_at timestamptz not null,
  -- All readings beyond the quota; those past the bound of what is held are only counted.
  over_count bigint not null,
  held_count integer not null,
  -- 'keeping' and 'dropping' until the readings held have been recorded or taken away.
  state text not null check (state in ('held', 'keeping', 'kept', 'dropping', 'dropped')),
  ended_at timestamptz
);
create unique index quarantine_open on sensing.quarantine (thing_id) where state = 'held';
create index quarantine_began on sensing.quarantine (began_at desc, id);
create index quarantine_ending on sensing.quarantine (began_at) where state in ('keeping', 'dropping');
alter table sensing.quarantine enable row level security;
create policy quarantine_scope on sensing.quarantine to yiwang_app
  using (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true));
grant select, insert, update on sensing.quarantine to yiwang_app;

-- Reached only through its quarantine, whose row policy holds.
create table sensing.held_reading (
  quarantine_id uuid not null references sensing.quarantine (id),
  no integer not null,
  series_id integer not null,
  seq integer not null,
  at timestamptz not null,
  value double precision not null,
  primary key (quarantine_id, no)
);
grant select, insert, delete on sensing.held_reading to yiwang_app;
