import { existsSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { moduleOf } from './edges.ts'
import { lineAt, type Problem, ROOT, readText, type SourceFile } from './files.ts'

const LIMIT_BYTES = 256 * 1024
const KINDS = /\.(ts|tsx|mjs|sql|yaml|json|geojson|csv|md|css|html|svg|png|webp|jpg)$/
/** Files without one of those endings that belong. */
const NAMED = /^(LICENSE|NOTICE|\.gitignore|\.gitattributes|\.npmrc|\.nvmrc|\.editorconfig|\.ci\/run)$/
const KEBAB = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/
/** Names the world expects in another spelling. */
const SPELLED = /^(README|CHANGELOG|CONTRIBUTING|LICENSE|NOTICE|SECURITY)(\.zh-CN)?(\.md)?$|^\d{4}_[a-z_]+\.sql$/

/** Kinds, names and sizes of files. */
export function judgeFiles(paths: readonly string[]): Problem[] {
  return paths.flatMap((path) => {
    const name = basename(path)
    const found: Problem[] = []
    if (!KINDS.test(path) && !NAMED.test(path)) found.push(`${path}: no file of this kind belongs here`)
    if (!KEBAB.test(name) && !SPELLED.test(name)) found.push(`${path}: names are kebab-case`)
    const bytes = statSync(join(ROOT, path)).size
    if (bytes > LIMIT_BYTES && name !== 'package-lock.json')
      found.push(`${path}: ${bytes} bytes, at most ${LIMIT_BYTES}`)
    return found
  })
}

/** Every room of server/ says on one page what it is. */
export function judgeReadmes(paths: readonly string[]): Problem[] {
  const rooms = new Set(paths.flatMap((path) => /^(server\/(?:doors\/[^/]+|(?!doors\/)[^/]+))\//.exec(path)?.[1] ?? []))
  return [...rooms]
    .filter((room) => !existsSync(join(ROOT, room, 'README.md')))
    .map((room) => `${room}: has no README.md`)
}

/** Ids that scenario packs bring (`pack.word`) are known to packs only. */
export function judgePackIds(paths: readonly string[], files: readonly SourceFile[]): Problem[] {
  const ids = new Set<string>()
  for (const path of paths.filter((one) => /^scenarios\/[^/]+\/.*\.yaml$/.test(one))) {
    const pack = path.split('/')[1] ?? ''
    for (const [id] of readText(path).matchAll(new RegExp(`\\b${pack}\\.[a-z][a-z0-9_-]*`, 'g'))) ids.add(id)
  }
  if (ids.size === 0) return []
  const pattern = new RegExp(`(?<![\\w.-])(${[...ids].join('|').replaceAll('.', '\\.')})(?![\\w-])`, 'g')
  return files
    .filter(({ path }) => /^(server|web)\//.test(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(pattern)].map(
        (match) => `${path}:${lineAt(text, match.index)}: ${match[0]} is a pack's own word`,
      ),
    )
}

const TABLE =
  /\b(?:from|join|into|update|table|truncate|copy)\s+(?:only\s+)?"?(kernel|identity|city|sensing|cases|scenarios|trust)"?\."?([a-z_]+)/g

/** Kernel tables that a module's reading queries may join: the narrow row of its own matters. */
const SHARED = /^kernel\.(matter)$/

/** SQL names tables of its own module's schema only. */
export function judgeSchemas(files: readonly SourceFile[]): Problem[] {
  return files.flatMap(({ path, text }) => {
    const own = path.startsWith('server/kernel/') ? 'kernel' : moduleOf(path)
    if (own === undefined || /\.test\.ts$/.test(path)) return []
    return [...text.matchAll(TABLE)]
      .filter(([, schema, table]) => schema !== own && !SHARED.test(`${schema}.${table}`))
      .map((match) => `${path}:${lineAt(text, match.index)}: ${match[1]}.${match[2]} belongs to ${match[1]}`)
  })
}

/** A migration makes things in the schema of the module it is named after. */
export function judgeMigrations(paths: readonly string[]): Problem[] {
  return paths
    .filter((path) => path.startsWith('db/migrations/'))
    .flatMap((path) => {
      const own = /\d{4}_([a-z]+)/.exec(path)?.[1]
      const text = readText(path)
      return [
        ...text.matchAll(/^create (?:unlogged )?(?:table|function|view|index \w+ on) (?:if not exists )?(\w+)\./gm),
      ]
        .filter((match) => match[1] !== own)
        .map((match) => `${path}:${lineAt(text, match.index)}: makes something of ${match[1]}`)
    })
}
