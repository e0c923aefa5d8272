-- Identifiers of objects: one code each for ever, other names for it, and what became of it.

-- A code names an object by its kind and key; it holds nothing of the object, so that looking a code up gives nothing away.
create table city.identifier (
  code text collate "C" primary key check (code ~ '^[TDGUC][0-9A-Z]{14}$'),
  kind text not null check (kind in ('thing', 'division', 'grid', 'unit', 'case')),
  object_key text collate "C" not null,
  -- Merged into or replaced by: whoever asks for this code is led there.
  successor text collate "C" references city.identifier (code) check (successor <> code),
  unique (kind, object_key)
);
create index identifier_successor on city.identifier (successor) where successor is not null;
grant select, update (successor) on city.identifier to yiwang_app;

-- A name in another scheme, in the one form in which it is looked up. Once given it stays its object's, retired or not.
create table city.identifier_alias (
  scheme text not null check (scheme in ('gs1', 'did', 'handle', 'oid', 'ecode')),
  value text collate "C" not null check (length(value) between 1 and 700),
  code text collate "C" not null references city.identifier (code),
  added_at timestamptz not null,
  retired_at timestamptz,
  primary key (scheme, value)
);
create index identifier_alias_code on city.identifier_alias (code);
grant select, insert, update (retired_at) on city.identifier_alias to yiwang_app;

create table city.identifier_history (
  code text collate "C" not null references city.identifier (code),
  at timestamptz not null,
  what text not null check (what in ('merged', 'replaced')),
  successor text collate "C" not null references city.identifier (code),
  primary key (code, at)
);
grant select, insert on city.identifier_history to yiwang_app;

-- Names that another node answers for: everything of a scheme that begins so.
create table city.identifier_delegation (
  scheme text not null check (scheme in ('own', 'gs1', 'did', 'handle', 'oid', 'ecode')),
  prefix text collate "C" not null check (prefix <> ''),
  resolver text not null check (resolver ~ '^https?://[^?#]+/$'),
  primary key (scheme, prefix)
);
grant select, insert, update, delete on city.identifier_delegation to yiwang_app;

-- The code of an object: its kind's letter, twelve characters of the digest of kind and key, two check characters
-- (ISO/IEC 7064 MOD 1271-36). The same object has the same code wherever it is worked out. `salt` tells apart two objects
-- whose digests begin alike.
create function city.make_identifier(kind text, object_key text, salt integer) returns text
language plpgsql immutable strict parallel safe as $$
declare
  alphabet constant text := '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  digest bytea := sha256(convert_to(kind || ':' || object_key || case salt when 0 then '' else '#' || salt end, 'UTF8'));
  letter text := case kind when 'thing' then 'T' when 'division' then 'D' when 'grid' then 'G' when 'unit' then 'U' else 'C' end;
  -- 59 bits: below 36 to the twelfth.
  number bigint := ('x' || encode(substring(digest for 8), 'hex'))::bit(64)::bigint & 576460752303423487;
  left_over bigint := number;
  body text := '';
  check_sum integer;
begin
  for place in 1..12 loop
    body := substr(alphabet, (left_over % 36)::integer + 1, 1) || body;
    left_over := left_over / 36;
  end loop;
  -- 36 to the twelfth leaves 590 when divided by 1271.
  check_sum := (((position(letter in alphabet) - 1) * 590 + (number % 1271)::integer) * 1296) % 1271;
  check_sum := (1272 - check_sum) % 1271;
  return letter || body || substr(alphabet, check_sum / 36 + 1, 1) || substr(alphabet, check_sum % 36 + 1, 1);
end $$;

-- Gives codes to objects that have none. Two whose digests begin alike are given theirs one after the other.
create function city.give_identifiers(given_kind text, keys text[]) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  for salt in 0..7 loop
    insert into city.identifier (code, kind, object_key)
    select city.make_identifier(given_kind, k, salt), given_kind, k from unnest(keys) k
    where not exists (select from city.identifier i where i.kind = given_kind and i.object_key = k)
    on conflict do nothing;
    if not exists (select from unnest(keys) k
      where not exists (select from city.identifier i where i.kind = given_kind and i.object_key = k)) then return; end if;
  end loop;
  raise exception 'an object of kind % was given no identifier', given_kind;
end $$;
revoke execute on function city.give_identifiers(text, text[]) from public;

-- The second argument of the trigger is the column that is the object's key.
create function city.identify_added() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare keys text[];
begin
  execute format('select array_agg(%I::text) from added', tg_argv[1]) into keys;
  if keys is not null then perform city.give_identifiers(tg_argv[0], keys); end if;
  return null;
end $$;
revoke execute on function city.identify_added() from public;

create trigger identify after insert on city.thing referencing new table as added
  for each statement execute function city.identify_added('thing', 'thing_id');
create trigger identify after insert on city.division referencing new table as added
  for each statement execute function city.identify_added('division', 'division_key');
create trigger identify after insert on city.grid referencing new table as added
  for each statement execute function city.identify_added('grid', 'code');
create trigger identify after insert on city.unit referencing new table as added
  for each statement execute function city.identify_added('unit', 'unit_id');
create trigger identify after insert on cases."case" referencing new table as added
  for each statement execute function city.identify_added('case', 'id');

select city.give_identifiers('thing', (select coalesce(array_agg(thing_id::text), '{}') from city.thing));
select city.give_identifiers('division', (select coalesce(array_agg(division_key), '{}') from city.division));
select city.give_identifiers('grid', (select coalesce(array_agg(code), '{}') from city.grid));
select city.give_identifiers('unit', (select coalesce(array_agg(unit_id::text), '{}') from city.unit));
select city.give_identifiers('case', (select coalesce(array_agg(id::text), '{}') from cases."case"));
