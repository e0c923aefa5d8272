import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { z } from 'zod'
import { packFiles } from './index.ts'

const guide = readFileSync(`${import.meta.dirname}/../../docs/guide/packs.md`, 'utf8')

/** Every key, and every word a key may be given, in a schema. */
function wordsOf(schema: unknown, words = new Set<string>(), seen = new Set<unknown>()): Set<string> {
  if (typeof schema !== 'object' || schema === null || !('_zod' in schema) || seen.has(schema)) return words
  seen.add(schema)
  const { def } = (schema as z.ZodType)._zod
  for (const [part, value] of Object.entries(def)) {
    if (part === 'shape') {
      for (const [word, inner] of Object.entries(value as object)) {
        words.add(word)
        wordsOf(inner, words, seen)
      }
    } else if (part === 'entries') for (const word of Object.values(value as object)) words.add(String(word))
    else if (part === 'values') for (const word of value as unknown[]) words.add(String(word))
    else for (const inner of Array.isArray(value) ? value : [value]) wordsOf(inner, words, seen)
  }
  return words
}

/** The words a section of the guide has in its code. */
function wordsIn(section: string): Set<string> {
  const code = [...section.matchAll(/`([^`]+)`/g)].map(([, text]) => text ?? '')
  return new Set(code.flatMap((text) => text.split(/[^A-Za-z_]+/)))
}

test('the guide has every word of the pack language, in the section of its file', () => {
  for (const [file, schema] of Object.entries(packFiles)) {
    const words = wordsOf(schema)
    if (words.size === 0) continue
    const section = guide.split(/^## /m).find((it) => it.startsWith(`${file}\n`))
    assert.ok(section, `the guide has no section ${file}`)
    const explained = wordsIn(section)
    assert.deepEqual(
      [...words].filter((word) => !explained.has(word)),
      [],
      `words of ${file} the guide does not explain`,
    )
  }
})
