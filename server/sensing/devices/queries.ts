import type { KeyRange } from '../../kernel/access.ts'
import type { Tx } from '../../kernel/database/pool.ts'

/** A credential as signing in needs it. */
export interface Credential {
  readonly id: string
  readonly secretHash: Buffer
  readonly divisionKey: string
  readonly gateway: boolean
  readonly things: readonly string[]
}

const THINGS = `array(select t.thing_id from sensing.device_thing t where t.device_id = d.id)`

export const findCredential = (tx: Tx, id: string): Promise<Credential | undefined> =>
  tx.maybe(
    `select id, secret_hash as "secretHash", division_key as "divisionKey", gateway, ${THINGS} as things
     from sensing.device d where id = $1 and revoked_at is null`,
    [id],
  )

export interface DeviceRow {
  readonly id: string
  readonly name: string
  readonly divisionKey: string
  readonly gateway: boolean
  readonly things: readonly string[]
  readonly issuedAt: Date
  readonly rotatedAt: Date | null
  readonly revokedAt: Date | null
  readonly seenAt: Date | null
}

const COLUMNS = `id, name, division_key as "divisionKey", gateway, ${THINGS} as things, issued_at as "issuedAt",
  rotated_at as "rotatedAt", revoked_at as "revokedAt", seen_at as "seenAt"`

export interface DeviceFilter {
  readonly words: string | null
  /** Revoked ones only, or only the others; null for all. */
  readonly revoked: boolean | null
  /** Only those that send for the thing of this id themselves, not as a gateway; null for all. */
  readonly thing: string | null
  readonly after: string
  readonly limit: number
}

export const listDevices = (
  tx: Tx,
  ranges: readonly KeyRange[],
  { words, revoked, thing, after, limit }: DeviceFilter,
): Promise<DeviceRow[]> =>
  tx.query(
    `select ${COLUMNS} from sensing.device d
     where id > $1 and ($5::text is null or strpos(lower(id || ' ' || name), lower($5)) > 0)
       and ($6::boolean is null or (revoked_at is not null) = $6)
       and ($7::uuid is null or id in (select device_id from sensing.device_thing where thing_id = $7))
       and exists (select from unnest($2::text[], $3::text[]) as r (lo, hi) where d.division_key >= r.lo and d.division_key < r.hi)
     order by id limit $4`,
    [after, ranges.map(({ lo }) => lo), ranges.map(({ hi }) => hi), limit, words, revoked, thing],
  )

export const findDevice = (tx: Tx, id: string): Promise<DeviceRow | undefined> =>
  tx.maybe(`select ${COLUMNS} from sensing.device d where id = $1`, [id])

export interface NewDeviceRow {
  readonly id: string
  readonly name: string
  readonly secretHash: Buffer
  readonly divisionKey: string
  readonly gateway: boolean
  readonly things: readonly string[]
}

/** Adds devices; one that is there already is left as it is. Gives how many were new. */
export async function insertDevices(tx: Tx, devices: readonly NewDeviceRow[], now: Date): Promise<number> {
  const rows = await tx.query<{ id: string }>(
    `insert into sensing.device (id, name, secret_hash, division_key, gateway, issued_at)
     select *, $6 from unnest($1::text[], $2::text[], $3::bytea[], $4::text[], $5::boolean[])
     on conflict do nothing returning id`,
    [
      devices.map(({ id }) => id),
      devices.map(({ name }) => name),
      devices.map(({ secretHash }) => secretHash),
      devices.map(({ divisionKey }) => divisionKey),
      devices.map(({ gateway }) => gateway),
      now,
    ],
  )
  const added = new Set(rows.map(({ id }) => id))
  const pairs = devices
    .filter(({ id }) => added.has(id))
    .flatMap(({ id, things }) => things.map((thing) => ({ id, thing })))
  await tx.query(
    `insert into sensing.device_thing (device_id, thing_id) select * from unnest($1::text[], $2::uuid[])`,
    [pairs.map(({ id }) => id), pairs.map(({ thing }) => thing)],
  )
  return added.size
}

export async function updateSecret(tx: Tx, id: string, secretHash: Buffer, now: Date): Promise<void> {
  await tx.query(`update sensing.device set secret_hash = $2, rotated_at = $3 where id = $1`, [id, secretHash, now])
}

export async function updateRevoked(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.query(`update sensing.device set revoked_at = $2 where id = $1`, [id, now])
}

/** Writes down when devices were last heard of, `[id, ms]` each. */
export async function updateSeen(tx: Tx, heard: readonly (readonly [string, number])[]): Promise<void> {
  await tx.query(
    `update sensing.device d set seen_at = to_timestamp(h.ms / 1000.0)
     from unnest($1::text[], $2::float8[]) as h (id, ms) where d.id = h.id`,
    [heard.map(([id]) => id), heard.map(([, ms]) => ms)],
  )
}

/** A certificate that speaks for a device. */
export interface CertificateRow {
  readonly fingerprint: string
  readonly subject: string
  readonly validUntil: Date
  readonly addedAt: Date
  readonly removedAt: Date | null
}

/** Adds a certificate; false where it is known already, of whatever device. */
export async function insertCertificate(
  tx: Tx,
  deviceId: string,
  { fingerprint, subject, validUntil, addedAt }: Omit<CertificateRow, 'removedAt'>,
): Promise<boolean> {
  const added = await tx.query(
    `insert into sensing.device_certificate (fingerprint, device_id, subject, valid_until, added_at)
     values ($1, $2, $3, $4, $5) on conflict do nothing returning fingerprint`,
    [fingerprint, deviceId, subject, validUntil, addedAt],
  )
  return added.length > 0
}

export async function updateCertificateRemoved(
  tx: Tx,
  deviceId: string,
  fingerprint: string,
  now: Date,
): Promise<boolean> {
  const removed = await tx.query(
    `update sensing.device_certificate set removed_at = $3
     where device_id = $1 and fingerprint = $2 and removed_at is null returning fingerprint`,
    [deviceId, fingerprint, now],
  )
  return removed.length > 0
}

export const listCertificates = (tx: Tx, deviceId: string): Promise<CertificateRow[]> =>
  tx.query(
    `select fingerprint, subject, valid_until as "validUntil", added_at as "addedAt", removed_at as "removedAt"
     from sensing.device_certificate where device_id = $1 order by added_at desc, fingerprint`,
    [deviceId],
  )

/** The device a certificate speaks for, while it is valid. */
export const findCertified = (tx: Tx, fingerprint: string, now: Date): Promise<{ id: string } | undefined> =>
  tx.maybe(
    `select device_id as id from sensing.device_certificate
     where fingerprint = $1 and removed_at is null and valid_until > $2`,
    [fingerprint, now],
  )
