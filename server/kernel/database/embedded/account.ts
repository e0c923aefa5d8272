import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { promisify } from 'node:util'
import { databaseErrors } from '../errors.ts'

const run = promisify(execFile)

/** The user PostgreSQL runs as; `ids` only when it is another than ours. */
export interface Account {
  name: string
  ids: { uid: number; gid: number } | undefined
}

/** PostgreSQL refuses root: then it runs as the system's `postgres`, else as `nobody`; anybody else runs it as himself. */
export async function findAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return { name: userInfo().username, ids: undefined }
  const users = await readFile('/etc/passwd', 'utf8').catch(() => '')
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.match(new RegExp(`^${name}:.*$`, 'm'))?.[0].split(':') ?? []
    // As 32 unsigned bits: macOS writes nobody as -2.
    if (uid && gid) return { name, ids: { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 } }
  }
  throw databaseErrors.no_account()
}

/** Whether the account can pass through a folder, found by trying (modes, groups and ACLs all have their say). */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  return run('/bin/sh', ['-c', 'cd "$0"', folder], { ...account.ids, cwd: '/' }).then(
    () => true,
    () => false,
  )
}
