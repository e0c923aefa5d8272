import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Say } from '../kernel/database/embedded.ts'
import { bootErrors } from './errors.ts'

const run = promisify(execFile)
const ROOT = join(import.meta.dirname, '../..')
const VITE = join(ROOT, 'node_modules/vite/bin/vite.js')

async function digestSources(): Promise<string> {
  const files = globSync(['web/**/*', 'contract/**/*', 'package-lock.json'], {
    cwd: ROOT,
    exclude: (entry) => entry.name === 'node_modules' || (entry.name === 'dist' && entry.parentPath.endsWith('web')),
    withFileTypes: true,
  })
  const digest = createHash('sha256')
  for (const path of files
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()) {
    digest.update(path.slice(ROOT.length)).update(await readFile(path))
  }
  return digest.digest('hex')
}

/** Builds the pages when their sources changed since the last build. Where only a built copy was shipped, that is served. */
export async function buildWeb(say: Say): Promise<void> {
  if (!existsSync(join(ROOT, 'web/index.html')) || !existsSync(VITE)) return
  const dist = join(ROOT, 'web/dist')
  const stamp = join(dist, '.sources')
  const wanted = await digestSources()
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return
  say({ zh: '正在构建页面…', en: 'Building the pages…' })
  // Built beside and swapped in whole: a server that is running keeps whole pages, and two builders do not mix.
  const draft = join(ROOT, `.cache/web-${process.pid}`)
  try {
    await mkdir(join(ROOT, '.cache'), { recursive: true })
    const args = [VITE, 'build', join(ROOT, 'web'), '--outDir', draft, '--emptyOutDir', '--logLevel', 'error']
    await run(process.execPath, args, { cwd: ROOT, maxBuffer: 16_777_216 })
    await writeFile(join(draft, '.sources'), wanted)
    await rm(dist, { recursive: true, force: true })
    await rename(draft, dist)
  } catch (cause) {
    const { stderr, message } = cause as Error & { stderr?: string }
    throw bootErrors.web_failed({ reason: stderr?.trim() || message }, { cause })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}
