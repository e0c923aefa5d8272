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
