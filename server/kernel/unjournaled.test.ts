import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { unjournaled } from './unjournaled.ts'

const SERVER = join(import.meta.dirname, '..')

/** The write path itself, and what makes or copies whole stores. */
const WRITE_PATH = /^kernel\/(command\.ts|journal\/|database\/migrate\.ts|backup\/)/

const WRITE = /\b(?:insert\s+into|update|delete\s+from|merge\s+into|truncate|copy)\s+(?:only\s+)?([a-z_]+\.[a-z_]+)/gi

interface Declaration {
  file: string
  name: string
  text: string
  tables: string[]
}

const files = globSync('**/*.ts', { cwd: SERVER })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(join(SERVER, file), 'utf8') }))

/** The pieces of a file between one declaration at its margin and the next. */
function declarations({ file, text }: { file: string; text: string }): Declaration[] {
  return text.split(/^(?=(?:export |const |async |function |interface |type ))/m).map((piece) => ({
    file,
    name: /^(?:export )?(?:async )?(?:const|function) (\w+)/.exec(piece)?.[1] ?? '',
    text: piece,
    tables: [...piece.matchAll(WRITE)].map((found) => (found[1] ?? '').toLowerCase()),
  }))
}

const mentions = (text: string, name: string) => name !== '' && new RegExp(`\\b${name}\\b`).test(text)

/** Whether a file takes a name out of another file. */
function imports(text: string, name: string, from: string): boolean {
  const target = `from '[^']*/${basename(from).replaceAll('.', '\\.')}'`
  if (new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} ${target}`).test(text)) return true
  const whole = new RegExp(`import \\* as (\\w+) ${target}`).exec(text)?.[1]
  return whole !== undefined && new RegExp(`\\b${whole}\\s*\\.${name}\\b`).test(text)
}

/** A file that is a rule of a command, or part of one. */
const isRule = (text: string) => /\bdefineCommand\b|\bCommandTx\b/.test(text)

/** Functions whose text, or a constant of whose file, writes to a table; a text nobody uses counts for itself. */
function writers(): Declaration[] {
  return files.flatMap((source) => {
    const all = declarations(source)
    return all.flatMap((writing) => {
      if (writing.tables.length === 0) return []
      const users = all.filter((other) => other !== writing && mentions(other.text, writing.name))
      return users.length === 0 || /\(tx[:,)]/.test(writing.text)
        ? [writing]
        : users.map((user) => ({ ...user, tables: writing.tables }))
    })
  })
}

const listed = (table: string, file: string) =>
  unjournaled.some(({ tables, files: where }) => tables.includes(table) && where.some((part) => file.startsWith(part)))

test('every table is written by rules of commands, or its writer is listed with why', () => {
  const wrong: string[] = []
  for (const { file, name, tables, text } of writers()) {
    if (WRITE_PATH.test(file)) continue
    const open = tables.filter((table) => !listed(table, file))
    if (open.length === 0 || isRule(text)) continue
    const callers = files.filter((other) => imports(other.text, name, file))
    const strange = callers.filter((caller) => !isRule(caller.text)).map((caller) => caller.file)
    if (callers.length === 0) strange.push('nobody we can see')
    if (strange.length > 0) wrong.push(`${file} ${name} writes ${open.join(', ')}, called by ${strange.join(', ')}`)
  }
  assert.deepEqual(wrong, [])
})

test('nothing is listed that does not exist any more', () => {
  const gone = unjournaled.flatMap(({ tables, files: where }) =>
    tables.filter(
      (table) =>
        !writers().some(
          (writer) => writer.tables.includes(table) && where.some((part) => writer.file.startsWith(part)),
        ),
    ),
  )
  assert.deepEqual(gone, [])
})
