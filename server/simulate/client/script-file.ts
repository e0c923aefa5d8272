import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { Script } from '../model/script.ts'

/** Reads how a place lives, and from `told.yaml` beside it what people tell. */
export async function readScript(file: string): Promise<Script> {
  const [life, told] = await Promise.all(
    [file, join(dirname(file), 'told.yaml')].map(async (path) => parse(await readFile(path, 'utf8')) as object),
  )
  return Script.parse({ ...life, told })
}
