import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import pg from 'pg'
import { databaseErrors } from './errors.ts'
import { connectOwner } from './owner.ts'
import { getSecret } from './secrets.ts'

export interface RoleUrls {
  /** The application: neither owner of a table nor able to bypass row policies. */
  appUrl: string
  /** The sealer of the journal: reads every entry, writes seals only. */
  sealerUrl: string
}

const APP = 'yiwang_app'
const SEALER = 'yiwang_sealer'

/** Makes the two login roles, their passwords kept in the data folder. Roles belong to the whole cluster and come before
 * the migrations, which grant to them. What the owner may not do is said as one text for an administrator. */
export async function ensureRoles(ownerUrl: string, folder: string): Promise<RoleUrls> {
  const client = await connectOwner(ownerUrl)
  try {
    const urls: string[] = []
    const missing: string[] = []
    for (const role of [APP, SEALER]) {
      const password = await getSecret(folder, role)
      const url = new URL(ownerUrl)
      url.username = role
      url.password = password
      urls.push(url.href)
      const needed = await statementFor(client, role, password, url.href)
      if (needed !== null) missing.push(needed)
    }
    if (missing.length > 0) await perform(client, ownerUrl, missing)
    const [appUrl = '', sealerUrl = ''] = urls
    return { appUrl, sealerUrl }
  } finally {
    await client.end()
  }
}

/** What makes a role sign in with its password; null where it does. */
async function statementFor(client: pg.Client, role: string, password: string, url: string): Promise<string | null> {
  const known = await client.query('select from pg_roles where rolname = $1', [role])
  if (known.rowCount !== 0 && (await canSignIn(url))) return null
  return `${known.rowCount === 0 ? 'create' : 'alter'} role ${role} login password '${scramVerifier(password)}'`
}

async function perform(client: pg.Client, ownerUrl: string, statements: readonly string[]): Promise<void> {
  const sql = statements.map((statement) => `${statement};`).join(' ')
  try {
    await client.query(sql)
  } catch (cause) {
    // 42501: not permitted.
    if (!(cause instanceof pg.DatabaseError) || cause.code !== '42501') throw cause
    throw databaseErrors.roles_needed({ owner: new URL(ownerUrl).username, sql }, { cause })
  }
}

async function canSignIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** What PostgreSQL stores instead of a password (RFC 5803): in this form it may stand in a statement, a log or on a
 * terminal without giving the password away. */
function scramVerifier(password: string): string {
  const iterations = 4096
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
  const hmac = (text: string) => createHmac('sha256', salted).update(text).digest()
  const stored = createHash('sha256').update(hmac('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${hmac('Server Key').toString('base64')}`
}

/** Refuses to go on with a role that row-level security would not bind: superuser, BYPASSRLS, an owner of tables, or a
 * member of one. */
export async function refuseBypass(appUrl: string): Promise<void> {
  const client = await connectOwner(appUrl)
  try {
    const { rows } = await client.query<{ role: string; reason: string | null }>(`
      select current_user as role, case
        when exists (select from pg_roles r where r.rolsuper and pg_has_role(r.oid, 'member')) then 'SUPERUSER'
        when exists (select from pg_roles r where r.rolbypassrls and pg_has_role(r.oid, 'member')) then 'BYPASSRLS'
        else (
          select 'owns ' || n.nspname || '.' || c.relname
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            and pg_has_role(c.relowner, 'member')
          limit 1)
      end as reason`)
    const found = rows[0]
    if (found?.reason) throw databaseErrors.bypass({ role: found.role, reason: found.reason })
  } finally {
    await client.end()
  }
}
