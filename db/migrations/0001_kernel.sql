-- The kernel: what this store is, commands already answered, matters, the journal and its seals.
create schema kernel;
grant usage on schema kernel to yiwang_app, yiwang_sealer;

-- Facts about this data store: whether it was made as a demo, which cluster it lives in.
create table kernel.store (
  key text primary key,
  value jsonb not null
);
grant select, insert, update on kernel.store to yiwang_app;
grant select on kernel.store to yiwang_sealer;

-- One row per write that was accepted: the same command_id gets the same answer for ever.
create table kernel.command (
  command_id uuid primary key,
  actor text not null,
  name text not null,
  input_digest bytea not null,
  answer jsonb not null,
  recorded_at timestamptz not null
);
grant select, insert on kernel.command to yiwang_app;

-- The narrow, volatile row of everything that has a history. Searched text lives in the module's own table.
create table kernel.matter (
  id text collate "C" primary key,
  kind text not null,
  division_key text collate "C" not null,
  version integer not null check (version > 0),
  digest bytea not null,
  flow text,
  flow_version integer,
  state text,
  done boolean not null default false,
  holder_unit uuid,
  claimed_by text,
  due_at timestamptz,
  light_at timestamptz,
  memory jsonb,
  opened_at timestamptz not null,
  changed_at timestamptz not null
) with (fillfactor = 70);
create index matter_open on kernel.matter (kind, state, due_at) where not done and flow is not null;
create index matter_holder on kernel.matter (holder_unit, due_at) where not done and holder_unit is not null;
create index matter_division on kernel.matter (division_key, kind) where flow is not null;
alter table kernel.matter enable row level security;
create policy matter_scope on kernel.matter to yiwang_app
  using (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true));
grant select, insert, update on kernel.matter to yiwang_app;

-- What happened, appended once and never changed: audit trail, outbox of the live pages, leaves of the seals.
create table kernel.journal (
  seq bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  command_id uuid not null,
  matter text collate "C",
  version integer,
  prior bytea,
  kind text not null,
  actor text not null,
  division_key text collate "C" not null,
  why text,
  payload jsonb not null,
  personal_digest bytea,
  digest bytea not null,
  recorded_at timestamptz not null,
  check ((matter is null) = (version is null))
);
create unique index journal_matter_version on kernel.journal (matter, version) where matter is not null;
create index journal_xid on kernel.journal (xid);
alter table kernel.journal enable row level security;
create policy journal_scope on kernel.journal to yiwang_app
  using (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true));
create policy journal_sealer on kernel.journal for select to yiwang_sealer using (true);
grant select, insert on kernel.journal to yiwang_app;
grant select on kernel.journal to yiwang_sealer;

-- Personal fields of entries, apart, so that they can be erased while the entry still verifies: the journal holds
-- only the digest of salt and data, and with the salt gone nothing can be guessed back.
create table kernel.personal (
  digest bytea primary key,
  salt bytea not null,
  data jsonb not null,
  recorded_at timestamptz not null
);
grant select, insert, delete on kernel.personal to yiwang_app;

-- Batches of entries under a signed Merkle root. An era is one life of the cluster: transaction ids start anew after a restore.
create table kernel.seal (
  no bigint primary key,
  era text not null,
  to_xid xid8 not null,
  first_ordinal bigint not null,
  entry_count integer not null check (entry_count >= 0),
  root bytea not null,
  prior bytea not null,
  digest bytea not null,
  key_id text not null,
  signature bytea not null,
  sealed_at timestamptz not null
);
grant select, insert on kernel.seal to yiwang_sealer;
grant select on kernel.seal to yiwang_app;

-- The dense, gap-free order that live pages and other nodes follow.
create table kernel.ordinal (
  ordinal bigint primary key,
  seq bigint not null unique,
  seal_no bigint not null
);
grant select, insert on kernel.ordinal to yiwang_sealer;
grant select on kernel.ordinal to yiwang_app;

-- How far each durable follower of the journal has come.
create table kernel.cursor (
  name text primary key,
  ordinal bigint not null
);
grant select, insert, update on kernel.cursor to yiwang_app;

-- Opens a command in one round trip: sets the scope of this transaction, locks the matter, looks for an earlier answer.
-- The answer is looked up after the lock, so that a doubled command waits for the first and then finds what it said.
create function kernel.begin_command(lo text, hi text, command uuid, matter_id text)
returns table (earlier kernel.command, locked kernel.matter)
language plpgsql as $$
begin
  perform set_config('yiwang.lo', lo, true), set_config('yiwang.hi', hi, true);
  if matter_id is not null then
    select * into locked from kernel.matter m where m.id = matter_id for update;
  end if;
  select * into earlier from kernel.command c where c.command_id = command;
  return next;
end $$;
grant execute on function kernel.begin_command(text, text, uuid, text) to yiwang_app;

-- Photos kept as files of the data folder. Where and when a photo was taken stands here and no longer in the picture.
create table kernel.photo (
  id uuid primary key,
  account text not null,
  digest bytea not null,
  bytes integer not null,
  width integer not null,
  height integer not null,
  taken_at timestamptz,
  lon double precision,
  lat double precision,
  kept_at timestamptz not null
);
grant select, insert on kernel.photo to yiwang_app;
