import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { TestContext } from 'node:test'
import { libraryFolder } from './library-pack.ts'

/** An edit of a file of the alien pack: text to find and what to put there, or the whole new text (null deletes). */
export type Edit = [file: string, find: string, replace: string] | [file: string, text: string | null]

/** A copy of the alien pack with edits, in a folder of its own that goes when the test ends. */
export function createPackFolder(context: TestContext, edits: readonly Edit[], name = 'library'): string {
  const parent = mkdtempSync(join(tmpdir(), 'yiwang-pack-'))
  context.after(() => rmSync(parent, { recursive: true }))
  const folder = join(parent, name)
  cpSync(libraryFolder, folder, { recursive: true })
  for (const edit of edits) {
    const file = join(folder, edit[0])
    if (edit.length === 3) {
      const text = readFileSync(file, 'utf8')
      assert.ok(text.includes(edit[1]), `${edit[0]} has no ${edit[1]}`)
      writeFileSync(file, text.replace(edit[1], edit[2]))
    } else if (edit[1] === null) {
      rmSync(file)
    } else {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, edit[1])
    }
  }
  return folder
}
