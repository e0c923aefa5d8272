-- Packs installed here: which version, how its inputs are set, whether it is on.
create schema scenarios;
grant usage on schema scenarios to yiwang_app;

create table scenarios.pack (
  id text primary key,
  version text not null,
  digest text not null,
  settings jsonb not null default '{}',
  enabled boolean not null default true,
  changed_at timestamptz not null
);
grant select, insert, update on scenarios.pack to yiwang_app;
