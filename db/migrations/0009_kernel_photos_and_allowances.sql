-- Whether an entry names a photo. One that nobody names is swept away after days.
alter table kernel.photo add column used boolean not null default false;
update kernel.photo p set used = true where exists (select from cases.photo c where c.id = p.id);
create index photo_unused on kernel.photo (kept_at) where not used;
grant delete on kernel.photo to yiwang_app;
grant update (used) on kernel.photo to yiwang_app;

-- How often those we do not know may ask for something: a row a purpose and network, and one (key '') for all together.
-- `spent_until` is the moment at which what was taken is given back whole; a row that has passed it says nothing any more.
create table kernel.allowance (
  purpose text not null,
  key text not null,
  spent_until timestamptz not null,
  primary key (purpose, key)
);
create index allowance_spent on kernel.allowance (spent_until);
grant select, insert, update, delete on kernel.allowance to yiwang_app;

-- Takes one of so many an hour; an hour's worth may come at once. Null when taken, else when to come again.
create function kernel.take_one(for_purpose text, for_key text, an_hour double precision, at timestamptz)
returns timestamptz
language plpgsql as $$
declare
  step interval := make_interval(secs => 3600 / an_hour);
  -- Rounded steps of an hour's worth may add up to a little more than an hour.
  latest timestamptz := at + interval '1 hour' + interval '1 millisecond';
  spent timestamptz;
begin
  insert into kernel.allowance as held values (for_purpose, for_key, at + step)
    on conflict (purpose, key) do update set spent_until = greatest(held.spent_until, at) + step
    where greatest(held.spent_until, at) + step <= latest
    returning spent_until into spent;
  if found then
    return null;
  end if;
  select h.spent_until into spent from kernel.allowance h where h.purpose = for_purpose and h.key = for_key;
  return coalesce(spent, at) + step - interval '1 hour';
end $$;

-- The same for one network and for all together: what is refused costs nobody else anything. `is_own`: whose count it was.
create function kernel.take_allowance(
  for_purpose text, for_key text, each_an_hour double precision, all_an_hour double precision, at timestamptz,
  out again timestamptz, out is_own boolean
)
language plpgsql as $$
begin
  -- A count that a crash forgets costs nothing; waiting for the disk at each question would.
  perform set_config('synchronous_commit', 'off', true);
  is_own := true;
  again := kernel.take_one(for_purpose, for_key, each_an_hour, at);
  if again is null then
    is_own := false;
    again := kernel.take_one(for_purpose, '', all_an_hour, at);
    if again is not null then
      update kernel.allowance set spent_until = spent_until - make_interval(secs => 3600 / each_an_hour)
        where purpose = for_purpose and key = for_key;
    end if;
  end if;
end $$;
grant execute on function kernel.take_one(text, text, double precision, timestamptz) to yiwang_app;
grant execute on function kernel.take_allowance(text, text, double precision, double precision, timestamptz) to yiwang_app;
