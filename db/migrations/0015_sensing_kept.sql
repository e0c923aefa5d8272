-- Readings kept for years: settled hours move to Parquet files; what is there of them, and what was said of them later.

-- Needed to know what a reading is of when its thing is gone: how long it is kept depends on the type.
alter table sensing.series add column type text collate "C";
create index series_type on sensing.series (type);

-- Time is divided at the horizon: readings at or after it are in the partitions of their hours, readings before it in
-- segments, but for those that came late, which wait in `reading_before` until they are merged.
create table sensing.keeping (
  single boolean primary key default true check (single),
  horizon timestamptz not null,
  -- Readings that were dropped since there was the same one already, and those whose time to be kept was over.
  doubled bigint not null default 0,
  expired bigint not null default 0
);
insert into sensing.keeping (horizon) select min(starts_at) from sensing.hour having min(starts_at) is not null;
grant select, update on sensing.keeping to yiwang_app;

-- A run of readings in files, sorted by series and time. Every reading before the horizon is in one live segment at most.
create table sensing.segment (
  id bigint generated always as identity primary key,
  -- 0 as it was sealed, 1 compacted to a day, 2 to a month.
  level smallint not null check (level between 0 and 2),
  first_series integer not null,
  last_series integer not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  reading_count bigint not null check (reading_count > 0),
  sealed_at timestamptz not null,
  -- When others took its place; its files are removed some time later, for who still reads them.
  retired_at timestamptz
);
create index segment_live on sensing.segment (last_at, first_at) where retired_at is null;
create index segment_retired on sensing.segment (retired_at) where retired_at is not null;
grant select, insert, update, delete on sensing.segment to yiwang_app;
-- Files are named by the number before there is a row.
grant usage on sequence sensing.segment_id_seq to yiwang_app;

create table sensing.segment_file (
  segment_id bigint not null references sensing.segment (id) on delete cascade,
  kind text not null check (kind in ('reading', 'hour', 'day')),
  bytes bigint not null,
  sha256 bytea not null,
  -- Where days begin, in minutes before midnight UTC; of rollups by day only.
  day_shift_minutes integer,
  primary key (segment_id, kind)
);
grant select, insert, delete on sensing.segment_file to yiwang_app;

create or replace function sensing.open_hour(wanted timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  starts timestamptz := date_trunc('hour', wanted, 'UTC');
  horizon timestamptz := (select k.horizon from sensing.keeping k);
  part text := 'reading_' || to_char(starts at time zone 'UTC', 'YYYYMMDDHH24');
begin
  if starts < horizon or exists (select from sensing.hour h where h.starts_at = starts) then
    return false;
  end if;
  if horizon is null then
    create table sensing.reading_before (like sensing.reading including defaults);
    create index reading_before_series on sensing.reading_before (series_id, at);
    execute format('alter table sensing.reading attach partition sensing.reading_before for values from (minvalue) to (%L)',
      starts);
    insert into sensing.keeping (horizon) values (starts);
  end if;
  execute format('create table sensing.%I (like sensing.reading including defaults)', part);
  execute format('alter table sensing.reading attach partition sensing.%I for values from (%L) to (%L)',
    part, starts, starts + interval '1 hour');
  insert into sensing.hour (starts_at) values (starts);
  return true;
end $$;

-- Moves the horizon behind the oldest hour, whose readings up to `through` are in a segment made in the same transaction.
-- Those that came since go to `reading_before`; gives their number. Nobody reads or writes readings meanwhile, so the
-- caller sets a lock_timeout, and `reading_before`, which is looked through once, is small.
create function sensing.seal_hour(wanted timestamptz, through bigint) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  part text := 'reading_' || to_char(wanted at time zone 'UTC', 'YYYYMMDDHH24');
  moved bigint;
begin
  if wanted is distinct from (select min(h.starts_at) from sensing.hour h) then
    raise exception 'hour % is not the oldest', wanted;
  end if;
  lock table sensing.reading in access exclusive mode;
  execute format('alter table sensing.reading detach partition sensing.%I', part);
  alter table sensing.reading detach partition sensing.reading_before;
  execute format('insert into sensing.reading_before (series_id, seq, at, value, no)
    select series_id, seq, at, value, no from sensing.%I where no > %s', part, through);
  get diagnostics moved = row_count;
  execute format('alter table sensing.reading attach partition sensing.reading_before for values from (minvalue) to (%L)',
    wanted + interval '1 hour');
  execute format('drop table sensing.%I', part);
  delete from sensing.hour h where h.starts_at = wanted;
  update sensing.keeping set horizon = wanted + interval '1 hour';
  return moved;
end $$;

-- Takes late readings out that are in a segment made in the same transaction; gives their number.
create function sensing.forget_late(since timestamptz, until timestamptz, through bigint) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  gone bigint;
begin
  delete from sensing.reading_before where at >= since and at < until and no <= through;
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function sensing.seal_hour(timestamptz, bigint),
  sensing.forget_late(timestamptz, timestamptz, bigint) from public;
grant execute on function sensing.seal_hour(timestamptz, bigint),
  sensing.forget_late(timestamptz, timestamptz, bigint) to yiwang_app;

-- What is said of readings afterwards. They stay as they came; the newest correction of a moment holds.
create table sensing.correction (
  id uuid primary key,
  no bigint generated always as identity,
  series_id integer not null references sensing.series (id),
  division_key text collate "C" not null,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at >= from_at),
  -- Another value, something added to each value, or readings that count for nothing.
  kind text not null check (kind in ('replace', 'shift', 'void')),
  amount double precision check ((amount is null) = (kind = 'void')),
  reason text not null,
  corrected_at timestamptz not null,
  withdrawn_at timestamptz
);
create index correction_series on sensing.correction (series_id, to_at);
alter table sensing.correction enable row level security;
create policy correction_scope on sensing.correction to yiwang_app
  using (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true));
grant select, insert, update on sensing.correction to yiwang_app;

-- How long readings of a type are kept; '*' is for every type without a line of its own. Without any they are kept for ever.
create table sensing.retention (
  type text collate "C" primary key,
  keep_days integer check (keep_days between 1 and 36500),
  reason text not null,
  set_at timestamptz not null,
  -- Readings measured before this are out of every file.
  removed_before timestamptz
);
grant select, insert, update, delete on sensing.retention to yiwang_app;
