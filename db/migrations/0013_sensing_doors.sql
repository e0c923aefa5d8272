-- Doors for devices: what is remembered of MQTT clients that are away, what things say of themselves, instructions down to
-- things, and certificates that speak for a device.

-- A client's session as it is to be found again after a restart: subscriptions, and messages that wait for it.
create table sensing.mqtt_session (
  device_id text collate "C" not null,
  client_id text collate "C" not null,
  expiry_s bigint not null,
  gone_at timestamptz not null,
  subscriptions jsonb not null,
  queued jsonb not null,
  primary key (device_id, client_id)
);
grant select, insert, update, delete on sensing.mqtt_session to yiwang_app;

-- What a thing last said of itself on its status topic, or its client's will said for it. Reached through the thing.
create table sensing.said (
  thing_id uuid primary key,
  status text not null,
  at timestamptz not null,
  is_will boolean not null
);
grant select, insert, update on sensing.said to yiwang_app;

-- Instructions down to things. A thing answers by its device: received, then done or failed.
create table sensing.instruction (
  id uuid primary key,
  thing_id uuid not null,
  thing_code text not null,
  division_key text collate "C" not null,
  name text not null,
  params jsonb not null,
  state text not null check (state in ('waiting', 'received', 'done', 'failed')),
  given_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > given_at),
  answered_at timestamptz,
  detail text
);
create index instruction_thing on sensing.instruction (thing_id, given_at desc);
create index instruction_waiting on sensing.instruction (expires_at) where state = 'waiting';
alter table sensing.instruction enable row level security;
create policy instruction_scope on sensing.instruction to yiwang_app
  using (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true));
grant select, insert, update on sensing.instruction to yiwang_app;

-- Certificates whose holders are a device, by the SHA-256 of their DER form.
create table sensing.device_certificate (
  fingerprint text collate "C" primary key,
  device_id text collate "C" not null references sensing.device (id),
  subject text not null,
  valid_until timestamptz not null,
  added_at timestamptz not null,
  removed_at timestamptz
);
create index device_certificate_device on sensing.device_certificate (device_id);
grant select, insert, update on sensing.device_certificate to yiwang_app;

-- How messages of a format become readings of a type of thing, and what things are called in other protocols: the MN of
-- an HJ 212 monitor, the DevEUI of a LoRaWAN device.
create table sensing.mapping (
  type text collate "C" not null,
  format text not null,
  spec jsonb not null,
  set_at timestamptz not null,
  primary key (type, format)
);
grant select, insert, update, delete on sensing.mapping to yiwang_app;

create table sensing.station (
  format text not null check (format in ('hj212', 'lorawan')),
  name text collate "C" not null,
  thing_id uuid not null,
  division_key text collate "C" not null,
  -- What an HJ 212 monitor sends as its password, in the open as the standard has it; null to take any.
  password text,
  set_at timestamptz not null,
  primary key (format, name)
);
alter table sensing.station enable row level security;
create policy station_scope on sensing.station to yiwang_app
  using (division_key >= current_setting('yiwang.lo', true) and division_key < current_setting('yiwang.hi', true));
grant select, insert, update, delete on sensing.station to yiwang_app;

alter table sensing.set_aside drop constraint set_aside_door_check;
alter table sensing.set_aside add constraint set_aside_door_check check (door in ('http', 'mqtt', 'hj212'));
