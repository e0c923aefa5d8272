import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { lineAt, parse, ROOT, type SourceFile } from './files.ts'

/** One import. `to` is a path of ours, `npm:<package>` or `node:<module>`. */
export interface Edge {
  from: string
  to: string
  line: number
  /** Gone when the types are stripped. */
  isType: boolean
}

interface Request {
  value: string
  start: number
  isType: boolean
}

function requestsOf(file: SourceFile): Request[] {
  const { module } = parse(file)
  const imports = module.staticImports.map(({ moduleRequest, entries }) => ({
    ...moduleRequest,
    isType: entries.length > 0 && entries.every((entry) => entry.isType),
  }))
  const exports = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap((entry) => (entry.moduleRequest ? [{ ...entry.moduleRequest, isType: entry.isType }] : [])),
  )
  const dynamic = module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
    const literal = /^['"`]([^'"`$]+)['"`]$/.exec(file.text.slice(start, end))?.[1]
    return literal === undefined ? [] : [{ value: literal, start, isType: false }]
  })
  return [...imports, ...exports, ...dynamic]
}

/** Where a specifier leads; undefined for what a bundler makes up. */
function resolve(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('node:')) return specifier
  if (specifier.startsWith('virtual:')) return undefined
  if (!specifier.startsWith('.'))
    return `npm:${specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/')}`
  const path = join(from, '..', specifier).replace(/\?\w+$/, '')
  return path
}

/** Every import of every file. */
export function readGraph(files: readonly SourceFile[]): Edge[] {
  return files.flatMap((file) =>
    requestsOf(file).flatMap(({ value, start, isType }) => {
      const to = resolve(file.path, value)
      return to === undefined ? [] : [{ from: file.path, to, line: lineAt(file.text, start), isType }]
    }),
  )
}

export const isOurs = (to: string): boolean => !/^(npm|node):/.test(to)

export const leadsNowhere = ({ to }: Edge): boolean => isOurs(to) && !existsSync(join(ROOT, to))

/** The circles among the edges, each as the path that closes it. */
export function findCircles(edges: readonly Edge[]): string[][] {
  const next = new Map<string, string[]>()
  for (const { from, to } of edges) if (isOurs(to)) next.set(from, [...(next.get(from) ?? []), to])
  const done = new Set<string>()
  const circles: string[][] = []
  const visit = (path: string, trail: string[]): void => {
    const at = trail.indexOf(path)
    if (at >= 0) circles.push([...trail.slice(at), path])
    if (at >= 0 || done.has(path)) return
    for (const to of next.get(path) ?? []) visit(to, [...trail, path])
    done.add(path)
  }
  for (const path of next.keys()) visit(path, [])
  return circles
}
