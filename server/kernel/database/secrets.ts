import { randomBytes } from 'node:crypto'
import { chmod, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { folderFault } from './folder.ts'

type Secrets = Record<string, string>

/** The file in the data folder that holds what only this installation may know; mode 600. */
export const secretsFile = (folder: string): string => join(folder, 'secrets.json')

async function readSecrets(folder: string): Promise<Secrets> {
  try {
    return JSON.parse(await readFile(secretsFile(folder), 'utf8')) as Secrets
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw folderFault(error, folder)
  }
}

/** A secret by name, or undefined before it was made. */
export const findSecret = async (folder: string, name: string): Promise<string | undefined> =>
  (await readSecrets(folder))[name]

const makeKey = (): string => randomBytes(16).toString('hex')

/** A password to be typed on a phone: 60 random bits in three groups, without letters that look alike. */
export function makePassword(): string {
  const letters = [...randomBytes(12)].map((byte) => 'abcdefghjkmnpqrstuvwxyz023456789'.charAt(byte % 32))
  return [letters.slice(0, 4), letters.slice(4, 8), letters.slice(8)].map((group) => group.join('')).join('-')
}

/** A secret by name, made (32 random hex characters without another maker) and kept when asked for the first time. */
export function getSecret(folder: string, name: string, make = makeKey): Promise<string> {
  // One after another: two that are made at once would each write the file without the other's.
  const result = turn.then(() => readOrMake(folder, name, make))
  turn = result.catch(() => {})
  return result
}

let turn: Promise<unknown> = Promise.resolve()

async function readOrMake(folder: string, name: string, make: () => string): Promise<string> {
  const secrets = await readSecrets(folder)
  const known = secrets[name]
  if (known !== undefined) return known
  const made = make()
  const file = secretsFile(folder)
  const draft = `${file}.${process.pid}`
  try {
    await writeFile(draft, `${JSON.stringify({ ...secrets, [name]: made }, null, 2)}\n`, { mode: 0o600, flush: true })
    await chmod(draft, 0o600)
    // Renamed into place so that a crash leaves the old file or the new one, never half of one.
    await rename(draft, file)
  } catch (error) {
    throw folderFault(error, folder)
  }
  return made
}
