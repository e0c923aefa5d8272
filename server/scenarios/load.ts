import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import {
  CaseKinds,
  Form,
  Manifest,
  MapLayers,
  packFiles,
  Replays,
  Rules,
  ThingRows,
  ThingTypes,
  Views,
} from '../../contract/pack/index.ts'
import type { LoadedPack, PackContent } from './pack.ts'
import type { Problem } from './problem.ts'
import { readSource, type Source } from './source.ts'
import { createWords, type Words } from './words.ts'

/** Bounds on a pack: what a folder of text written by people never reaches. */
const maxFiles = 200
const maxBytes = 256 * 1024

/** Reads one pack's folder. It never throws for what is in the folder: that is in `problems`. */
export function loadPack(folder: string): LoadedPack {
  const problems: Problem[] = []
  const sources = new Map<string, Source>()
  const others = new Map<string, string>()
  for (const file of listFiles(folder, problems)) {
    const text = readFileSync(join(folder, file), 'utf8')
    if (file.endsWith('.yaml')) sources.set(file, readSource(file, text))
    else others.set(file, text)
  }
  for (const source of sources.values()) {
    for (const { message, line, column } of source.faults) {
      const text = { zh: `YAML 有误：${message}`, en: message }
      problems.push({ code: 'schema/yaml', severity: 'error', file: source.file, line, column, text })
    }
  }
  const words = createWords(sources, problems)
  const content = readContent(sources, words, problems)
  return { name: basename(folder), folder, content, sources, others, wordsUsed: words.used, problems }
}

/** Reads every folder in a folder, in order of name. */
export function loadPacks(folder: string): LoadedPack[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((it) => it.isDirectory() && !it.name.startsWith('.'))
    .map((it) => it.name)
    .sort()
    .map((name) => loadPack(join(folder, name)))
}

const allowed = [...Object.keys(packFiles), 'README.md', 'data/*.csv', 'data/*.geojson']

function isAllowed(file: string): boolean {
  return allowed.some((pattern) => {
    const [before = '', after = ''] = pattern.split('*')
    return pattern.includes('*')
      ? file.startsWith(before) && file.endsWith(after) && !file.slice(before.length).includes('/')
      : file === pattern
  })
}

function listFiles(folder: string, problems: Problem[]): string[] {
  const complain = (file: string, zh: string, en: string) =>
    problems.push({ code: 'schema/file', severity: 'error', file, line: 1, column: 1, text: { zh, en } })
  const entries: Dirent[] = readdirSync(folder, { withFileTypes: true, recursive: true })
  const files = entries
    .filter((it) => !it.isDirectory())
    .map((it) => ({ entry: it, file: join(it.parentPath, it.name).slice(folder.length).replace(/^\/+/, '') }))
    .sort((a, b) => (a.file < b.file ? -1 : 1))
  if (files.length > maxFiles) complain('.', `文件超过 ${maxFiles} 个`, `has more than ${maxFiles} files`)
  return files.slice(0, maxFiles).flatMap(({ entry, file }) => {
    if (!entry.isFile() || !isAllowed(file)) complain(file, '场景包里没有这样的文件', 'is not a file of a pack')
    else if (statSync(join(folder, file)).size > maxBytes) complain(file, '大于 256 KiB', 'is larger than 256 KiB')
    else return [file]
    return []
  })
}

function readContent(sources: ReadonlyMap<string, Source>, words: Words, problems: Problem[]): PackContent | undefined {
  const read = <T extends z.ZodType>(file: string, schema: T): z.output<T> | undefined => {
    const source = sources.get(file)
    return source?.data === undefined ? undefined : fit(source, words.fill(source.data, source), schema, problems)
  }
  const named = (folder: string) => [...sources.keys()].filter((file) => file.startsWith(`${folder}/`))
  const manifest = read('pack.yaml', Manifest)
  const forms = named('forms').flatMap((file): [string, Form][] => {
    const form = read(file, Form)
    return form ? [[basename(file, '.yaml'), form]] : []
  })
  const content = {
    things: read('things.yaml', ThingTypes) ?? {},
    rules: read('rules.yaml', Rules) ?? {},
    cases: read('cases.yaml', CaseKinds) ?? CaseKinds.parse({}),
    forms: Object.fromEntries(forms),
    map: read('map.yaml', MapLayers) ?? { layers: {} },
    views: read('views.yaml', Views) ?? { blocks: [] },
    thingRows: read('data/things.yaml', ThingRows) ?? { source: '', licence: '', things: [], made: [] },
    replays: named('tests').flatMap((file) =>
      (read(file, Replays)?.replays ?? []).map((replay, index) => ({ file, index, replay })),
    ),
  }
  if (!manifest && !sources.has('pack.yaml')) {
    const text = { zh: '没有 pack.yaml', en: 'there is no pack.yaml' }
    problems.push({ code: 'schema/file', severity: 'error', file: 'pack.yaml', line: 1, column: 1, text })
  }
  return manifest ? { manifest, ...content } : undefined
}

const chinese = z.locales.zhCN().localeError

function fit<T extends z.ZodType>(
  source: Source,
  data: unknown,
  schema: T,
  problems: Problem[],
): z.output<T> | undefined {
  const result = schema.safeParse(data)
  if (result.success) return result.data
  // The same parse with Chinese texts gives the same issues in the same order.
  const translated = schema.safeParse(data, { error: chinese }).error?.issues ?? []
  for (const [i, issue] of result.error.issues.entries()) {
    const strange = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
    const path = strange === undefined ? issue.path : [...issue.path, strange]
    const where = path.join('.')
    const place = source.locate(path, { key: strange !== undefined })
    const text = { zh: `${where}：${translated[i]?.message ?? issue.message}`, en: `${where}: ${issue.message}` }
    problems.push({ code: 'schema/shape', severity: 'error', file: source.file, ...place, text })
  }
  return undefined
}
