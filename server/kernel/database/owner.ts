import pg from 'pg'
import { databaseErrors } from './errors.ts'

/** An address without its password, fit for a message. */
export function targetOf(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url)
    return `${hostname}${port && `:${port}`}${pathname}`
  } catch {
    return 'DATABASE_URL'
  }
}

/** A single connection for start-up work; not reaching the server is one line, not a stack. */
export async function connectOwner(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'yiwang' })
  // A server that goes away is reported by the query under way; without a listener it would end the process.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (cause) {
    const { code, message } = cause as Error & { code?: string }
    throw databaseErrors.unreachable({ target: targetOf(url), reason: message || code }, { cause })
  }
  return client
}

/** Refuses a server older than the one this program was made and tested for. */
export async function refuseOldServer(url: string): Promise<void> {
  const client = await connectOwner(url)
  try {
    const found = await client.query<{ version: number; text: string }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_version') as text`,
    )
    const row = found.rows[0]
    if (row === undefined || row.version < 180_000) {
      throw databaseErrors.old_server({ target: targetOf(url), found: row?.text ?? '?' })
    }
  } finally {
    await client.end()
  }
}
