import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Connection settings as PostgreSQL's own programs read them. */
function environmentOf(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname } = new URL(url)
  return {
    ...{ PATH: process.env.PATH ?? '', PGHOST: hostname, PGPORT: port },
    ...{
      PGUSER: decodeURIComponent(username),
      PGPASSWORD: decodeURIComponent(password),
      PGDATABASE: pathname.slice(1),
    },
  }
}

const pgbench = (url: string, args: readonly string[]) =>
  run('pgbench', [...args], { env: environmentOf(url), maxBuffer: 16 * 1024 * 1024 })

/** PostgreSQL's own measuring program; null where the system has none (Debian: postgresql-contrib). */
export const findPgbench = (): Promise<string | null> =>
  run('pgbench', ['--version']).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  )

/** Fills the tables of TPC-B, 100,000 accounts to a unit of scale. */
export const fillTpcb = (url: string, scale: number) => pgbench(url, ['-i', '-q', '-s', String(scale)])

/** Transactions a second by prepared statements, of scripts chosen evenly or, without any, of TPC-B. */
export async function measurePgbench(
  url: string,
  options: { clients: number; seconds: number; scripts?: readonly string[]; variables?: ReadonlyMap<string, string> },
): Promise<number> {
  const { clients, seconds, scripts = [], variables = new Map() } = options
  const { stdout } = await pgbench(url, [
    ...['-n', '-M', 'prepared', '-c', String(clients), '-j', '2', '-T', String(seconds)],
    ...[...variables].flatMap(([value, name]) => ['-D', `${name}=${value}`]),
    ...scripts.flatMap((file) => ['-f', file]),
  ])
  const rate = Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
  if (!(rate > 0)) throw new Error(`pgbench measured nothing:\n${stdout}`)
  return rate
}
