import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseSync } from 'oxc-parser'

export const ROOT = join(import.meta.dirname, '../..')

/** What is wrong where, in one line. */
export type Problem = string

export interface SourceFile {
  /** Relative to the root of the repository. */
  path: string
  text: string
}

const NOT_OURS = /^(node_modules|dist|data|\.cache|\.git|\.idea|\.vscode)$/
const CODE = /\.(ts|tsx|mjs)$/
const GENERATED = /^(db\/types\.ts)$|\/generated\//

/** Every file of the repository that is not installed, built or data. */
export function listFiles(): string[] {
  return globSync(['**/*', '**/.*', '.*/**/*'], {
    cwd: ROOT,
    withFileTypes: true,
    exclude: (entry) => NOT_OURS.test(entry.name),
  })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .sort()
}

export const readText = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** The code people wrote. */
export function readCode(): SourceFile[] {
  return listFiles()
    .filter((path) => CODE.test(path) && !GENERATED.test(path))
    .map((path) => ({ path, text: readText(path) }))
}

export const parse = (file: SourceFile) => parseSync(file.path, file.text)

/** The line (from 1) of an offset. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length
