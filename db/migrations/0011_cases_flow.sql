-- The flows that packs brought, every version: a case keeps the one it began with, also when its pack is changed or gone.
create table cases.flow (
  id text collate "C" not null,
  version integer not null,
  definition jsonb not null,
  kept_at timestamptz not null,
  primary key (id, version)
);
grant select, insert on cases.flow to yiwang_app;
