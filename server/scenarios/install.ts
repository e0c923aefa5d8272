import type { Value } from '../../contract/pack/index.ts'
import { type Ctx, systemCtx } from '../kernel/actor.ts'
import { defineCommand } from '../kernel/command.ts'
import { idFrom } from '../kernel/ids.ts'
import type { Kernel } from '../kernel/index.ts'
import { canonical, sha256 } from '../kernel/journal/digest.ts'
import type { Module } from '../kernel/module.ts'
import { createWorld, lintPack } from './lint.ts'
import { loadPacks } from './load.ts'
import { type PackContent, toRulePack } from './pack.ts'
import { type InstalledPack, listInstalled, savePack } from './queries.ts'

/** What a module takes from an installed pack. Called again after a crash with the same command ids. */
export type PackSection = (
  ctx: Ctx,
  pack: PackContent,
  commandIdFor: (word: string) => string,
  all: readonly PackContent[],
) => Promise<void>

export interface ScenariosDeps {
  /** Folders that hold packs, a folder each. */
  readonly folders: readonly string[]
  /** Of this program: packs say which they run on. */
  readonly version: string
  /** Where the journal says that a pack was installed: the outermost division. */
  readonly divisionKey: () => string
  readonly sections: readonly PackSection[]
}

const install = defineCommand<InstalledPack & { divisionKey: string }, { id: string }>({
  name: 'pack.install',
  permission: 'pack.manage',
  matter: ({ id }) => `pack:${id}`,
  rule: async (tx, { divisionKey, ...pack }) => {
    tx.require('pack.manage', divisionKey)
    await savePack(tx, pack, tx.now)
    const { id, version, digest, enabled } = pack
    await tx.record({
      kind: 'pack.installed',
      matter: `pack:${id}`,
      divisionKey,
      payload: { id, version, digest, enabled },
    })
    return { id }
  },
})

/** The same content has the same digest: a pack edited in place is a new installation. */
const digestOf = (content: PackContent): string => sha256(canonical(content)).toString('hex')

export type Scenarios = ReturnType<typeof createScenarios>

/** Finds packs, holds them against the checks, hands what they say to the modules, remembers what is installed. */
export function createScenarios(kernel: Kernel, deps: ScenariosDeps) {
  const active = new Map<string, { content: PackContent; settings: Readonly<Record<string, Value>> }>()

  async function take(
    content: PackContent,
    known: InstalledPack | undefined,
    all: readonly PackContent[],
  ): Promise<void> {
    const digest = digestOf(content)
    const { id, version } = content.manifest
    const settings = known?.settings ?? {}
    const enabled = known?.enabled ?? true
    if (known?.digest !== digest) {
      const ctx = systemCtx('scenarios', kernel.clock)
      for (const section of deps.sections) await section(ctx, content, (word) => idFrom('pack', id, digest, word), all)
      const divisionKey = deps.divisionKey()
      // Last, so that a pack counts as installed only when every module has taken its part.
      await kernel.run(install, ctx, idFrom('pack', id, digest), {
        id,
        version,
        digest,
        settings,
        enabled,
        divisionKey,
      })
    }
    if (enabled) active.set(id, { content, settings })
  }

  const module: Module = {
    routes: [],
    permissions: { 'pack.manage': ['admin'], 'pack.view': ['admin', 'auditor', 'leader', 'supervisor'] },
    events: { 'pack.installed': { view: 'pack.view' } },
  }
  return {
    ...module,
    /** Installs what is new or changed in the folders. A pack with faults is left out and named in the log. */
    async open(): Promise<void> {
      const packs = (await Promise.all(deps.folders.map((folder) => loadPacks(folder)))).flat()
      const installed = await kernel.pool.whole(listInstalled)
      const world = createWorld(packs, deps.version)
      const all = packs.flatMap((pack) => pack.content ?? [])
      for (const pack of packs) {
        const problems = lintPack(pack, world)
        const { content } = pack
        if (content === undefined || problems.length > 0) {
          kernel.log.error({ pack: pack.name, problems: problems.slice(0, 5) }, 'a pack has faults and was left out')
          continue
        }
        await take(
          content,
          installed.find((one) => one.id === content.manifest.id),
          all,
        )
      }
    },
    /** The packs that are on, as the rule engine takes them. */
    rulePacks: () => [...active.values()].map(({ content, settings }) => toRulePack(content, settings)),
    /** What the packs that are on say. */
    contents: (): readonly PackContent[] => [...active.values()].map(({ content }) => content),
  }
}
