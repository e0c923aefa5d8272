import pg from 'pg'
import { databaseErrors } from '../errors.ts'
import { secretsFile } from '../secrets.ts'
import { SUPERUSER } from './cluster.ts'

export const OWNER = 'yiwang_owner'
export const DATABASE = 'yiwang'

interface Bootstrap {
  folder: string
  port: number
  superPassword: string
  ownerPassword: string
}

/** The address of a database on our own server. */
export const urlOf = (user: string, password: string, port: number, database = DATABASE): string =>
  `postgres://${user}:${password}@127.0.0.1:${port}/${database}`

/** Makes the owner and the database unless they are there. The owner is no superuser: it may make roles and databases
 * and end sessions in them, and that is all that migrating, restoring and testing need. */
export async function bootstrap(options: Bootstrap): Promise<void> {
  const client = new pg.Client(urlOf(SUPERUSER, options.superPassword, options.port, 'postgres'))
  await client.connect().catch((cause: Error & { code?: string }) => {
    if (cause.code === '28P01') throw databaseErrors.secrets_lost({ file: secretsFile(options.folder) }, { cause })
    throw cause
  })
  try {
    const roles = await client.query('select from pg_roles where rolname = $1', [OWNER])
    if (roles.rowCount === 0) {
      const password = client.escapeLiteral(options.ownerPassword)
      await client.query(`begin;
        create role ${OWNER} login createrole createdb password ${password};
        grant pg_signal_backend, pg_monitor to ${OWNER};
        commit`)
    }
    const databases = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (databases.rowCount === 0) await client.query(`create database ${DATABASE} owner ${OWNER}`)
  } finally {
    await client.end()
  }
}
