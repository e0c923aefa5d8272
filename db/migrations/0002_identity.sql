-- Identity: accounts, the roles they hold over divisions, sessions, and the OpenID provider's own state.
create schema identity;
grant usage on schema identity to yiwang_app;

-- division_key is the home of the account: it covers every division the account holds a role in, so that who may manage
-- the account also has authority over all it can do.
create table identity.account (
  id uuid primary key,
  login text collate "C" not null unique,
  name text not null,
  division_key text collate "C" not null,
  person_id uuid,
  unit_id uuid,
  locale text not null default 'zh' check (locale in ('zh', 'en')),
  phone text,
  email text,
  -- PHC string of argon2id; null where only an external issuer signs in.
  password_hash text,
  disabled boolean not null default false,
  demo boolean not null default false,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create unique index account_email on identity.account (lower(email)) where email is not null;
create index account_division on identity.account (division_key);
create index account_unit on identity.account (unit_id) where unit_id is not null;
alter table identity.account enable row level security;
create policy account_scope on identity.account to yiwang_app
  using (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true));
grant select, insert, update on identity.account to yiwang_app;

create table identity.account_grant (
  id uuid primary key,
  account_id uuid not null references identity.account (id),
  -- The city's roles, and those that the flows of packs bring.
  role text not null check (role ~ '^[a-z][a-z0-9_]{0,47}$'),
  division_key text collate "C" not null,
  valid_from timestamptz not null,
  valid_to timestamptz,
  check (valid_to is null or valid_to >= valid_from)
);
create index account_grant_account on identity.account_grant (account_id);
create index account_grant_division on identity.account_grant (division_key);
alter table identity.account_grant enable row level security;
create policy account_grant_scope on identity.account_grant to yiwang_app
  using (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true));
grant select, insert, update on identity.account_grant to yiwang_app;

-- Which subject of which external issuer an account is.
create table identity.external_subject (
  issuer text not null,
  subject text not null,
  account_id uuid not null references identity.account (id),
  linked_at timestamptz not null,
  primary key (issuer, subject)
);
grant select, insert on identity.external_subject to yiwang_app;

-- Who was signed in, from when to when; ended rows are kept half a year as the record of sign-ins. The token itself is not
-- stored, only its SHA-256.
create table identity.session (
  id uuid primary key,
  token_hash bytea not null unique,
  account_id uuid not null references identity.account (id),
  kind text not null check (kind in ('browser', 'token')),
  -- The single sign-on session at our own OpenID provider this came from.
  provider_session text,
  address text,
  user_agent text,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  -- Moves forward with use, up to final_at.
  expires_at timestamptz not null,
  final_at timestamptz not null,
  ended_at timestamptz
);
create index session_account on identity.session (account_id) where ended_at is null;
create index session_final on identity.session (final_at);
grant select, insert, update, delete on identity.session to yiwang_app;

-- Failed sign-ins by account name and by network address (both as digests), so that a restart forgives nothing.
create table identity.attempt (
  key bytea primary key,
  failures integer not null,
  last_at timestamptz not null,
  locked_until timestamptz
);
create index attempt_last on identity.attempt (last_at);
grant select, insert, update, delete on identity.attempt to yiwang_app;

-- One-time links that make the first administrator of a place without demo accounts.
create table identity.first_admin (
  token_hash bytea primary key,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
grant select, insert, update on identity.first_admin to yiwang_app;

-- Other programs that let people sign in here.
create table identity.client (
  id text primary key,
  name text not null,
  -- SHA-256 of a random secret, hex.
  secret_hash text not null,
  redirect_uris text[] not null,
  post_logout_redirect_uris text[] not null default '{}',
  disabled boolean not null default false,
  created_at timestamptz not null
);
grant select, insert, update on identity.client to yiwang_app;

-- The OpenID provider's sessions, interactions, codes, grants and tokens.
create table identity.provider_item (
  model text not null,
  id text not null,
  payload jsonb not null,
  uid text,
  grant_id text,
  account_id text,
  session_uid text,
  consumed_at timestamptz,
  expires_at timestamptz not null,
  primary key (model, id)
);
create index provider_item_uid on identity.provider_item (uid) where uid is not null;
create index provider_item_grant on identity.provider_item (grant_id) where grant_id is not null;
create index provider_item_session on identity.provider_item (session_uid) where session_uid is not null;
create index provider_item_account on identity.provider_item (account_id) where account_id is not null;
create index provider_item_expires on identity.provider_item (expires_at);
grant select, insert, update, delete on identity.provider_item to yiwang_app;

-- The provider's signing key and cookie keys, made at the first start and shared by all processes.
create table identity.provider_key (
  name text primary key,
  value jsonb not null
);
grant select, insert on identity.provider_key to yiwang_app;
