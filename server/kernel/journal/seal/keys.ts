import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { link, mkdir, readdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tx } from '../../database/pool.ts'
import { newId } from '../../ids.ts'
import { sha256 } from '../digest.ts'

/** The key that signs seals. */
export interface SealKeys {
  readonly keyId: string
  /** PEM. */
  readonly publicKey: string
  sign(digest: Uint8Array): Buffer
}

const PRIVATE = 'journal.pem'
const PUBLIC = /^journal\.([0-9a-f]{16})\.pub$/

/** The folder of the keys inside the data folder. */
export const keysFolder = (dataFolder: string): string => join(dataFolder, 'keys')

const pemOf = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString()

/** A key's name is the beginning of its own hash: a name cannot be given to another key. */
export const keyIdOf = (publicKey: string): string =>
  sha256(createPublicKey(publicKey).export({ type: 'spki', format: 'der' }))
    .toString('hex')
    .slice(0, 16)

/** Puts a file in place whole, with mode 600; false when one is there already (another process was quicker). */
async function placeFile(path: string, text: string): Promise<boolean> {
  const draft = `${path}.${newId()}`
  await writeFile(draft, text, { mode: 0o600, flush: true })
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await unlink(draft)
  }
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

async function readOrMakePrivate(folder: string): Promise<KeyObject> {
  const path = join(folder, PRIVATE)
  try {
    return createPrivateKey(await readFile(path, 'utf8'))
  } catch (error) {
    if (!isMissing(error)) throw new Error(`the signing key ${path} cannot be used`, { cause: error })
  }
  const { privateKey } = generateKeyPairSync('ed25519')
  await placeFile(path, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  return createPrivateKey(await readFile(path, 'utf8'))
}

/**
 * Opens the signing key, made at the first start. To rotate it, move `keys/journal.pem` away and start again: the
 * public halves of earlier keys stay beside it, for their seals are checked with them.
 */
export async function openKeys(dataFolder: string): Promise<SealKeys> {
  const folder = keysFolder(dataFolder)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const privateKey = await readOrMakePrivate(folder)
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error(`${join(folder, PRIVATE)} is not an Ed25519 key`)
  const publicKey = pemOf(createPublicKey(privateKey))
  const keyId = keyIdOf(publicKey)
  await placeFile(join(folder, `journal.${keyId}.pub`), publicKey)
  return { keyId, publicKey, sign: (digest) => sign(null, digest, privateKey) }
}

/** The public keys kept in the data folder, by name; a file whose name does not fit its key is left out. */
export async function readPublicKeys(dataFolder: string): Promise<Map<string, string>> {
  const folder = keysFolder(dataFolder)
  const files = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return []
    throw error
  })
  const keys = new Map<string, string>()
  for (const file of files) {
    const keyId = PUBLIC.exec(file)?.[1]
    if (keyId === undefined) continue
    const publicKey = await readFile(join(folder, file), 'utf8')
    if (keyIdOf(publicKey) === keyId) keys.set(keyId, publicKey)
  }
  return keys
}

const PUBLISH = `insert into kernel.store (key, value) values ('journal.keys', jsonb_build_object($1::text, $2::text))
  on conflict (key) do update set value = kernel.store.value || excluded.value where not kernel.store.value ? $1::text`

/** Puts the public key into the store too, so that it travels with the data. */
export async function publishKey(tx: Tx, keys: SealKeys): Promise<void> {
  await tx.query(PUBLISH, [keys.keyId, keys.publicKey])
}

const PUBLISHED = `select value from kernel.store where key = 'journal.keys'`

/** The public keys the store names; whoever can write to the database can put one there. */
export async function findPublishedKeys(tx: Tx): Promise<Map<string, string>> {
  const row = await tx.maybe<{ value: Record<string, string> }>(PUBLISHED)
  return new Map(Object.entries(row?.value ?? {}).filter(([keyId, publicKey]) => keyIdOf(publicKey) === keyId))
}
