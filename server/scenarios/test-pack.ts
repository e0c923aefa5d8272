import type { World } from './checks/check.ts'
import type { LoadedPack } from './pack.ts'
import { toRulePack } from './pack.ts'
import { createPureHarness } from './replay/pure.ts'
import { type ReplayResult, runReplay } from './replay/run.ts'

/** A replay that was played. */
export interface PlayedReplay extends ReplayResult {
  readonly file: string
  readonly name: string
  readonly title: { readonly zh: string; readonly en: string }
  /** Line of the replay, and of each failure in the order of `failures`. */
  readonly line: number
  readonly lines: readonly number[]
}

/** Plays all replays of a pack against the rule engine alone. */
export async function testPack(pack: LoadedPack, world: World, zone: string): Promise<PlayedReplay[]> {
  const content = pack.content
  if (!content) return []
  const used = content.manifest.uses.flatMap((id) => world.packs.get(id)?.content ?? [])
  const rulePacks = [toRulePack(content), ...used.map((it) => toRulePack(it))]
  const played: PlayedReplay[] = []
  for (const { file, index, replay } of content.replays) {
    const result = await runReplay(content.manifest.id, replay, createPureHarness(rulePacks, zone), zone)
    const lineOf = (path: PropertyKey[]) => pack.sources.get(file)?.locate(['replays', index, ...path]).line ?? 1
    const lines = result.failures.map((it) => lineOf([...it.path]))
    played.push({ ...result, file, name: replay.name, title: replay.title, line: lineOf([]), lines })
  }
  return played
}
