import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { Manifest, Rules, ThingTypes, type Value } from '../../contract/pack/index.ts'
import type { RulePack } from '../../server/sensing/index.ts'

/** Where the alien pack lies. */
export const libraryFolder = `${import.meta.dirname}/packs/library`

/** The alien pack as the rule engine wants it, with inputs set where a test sets them. */
export function readLibraryPack(settings: Record<string, Value> = {}): RulePack {
  const read = (file: string): unknown => parse(readFileSync(`${libraryFolder}/${file}`, 'utf8'))
  const manifest = Manifest.parse(read('pack.yaml'))
  return {
    id: manifest.id,
    things: ThingTypes.parse(read('things.yaml')),
    rules: Rules.parse(read('rules.yaml')),
    inputs: manifest.inputs,
    settings,
  }
}
