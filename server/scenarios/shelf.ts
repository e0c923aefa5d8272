import type { InstalledPack, PackList } from '../../contract/packs.ts'
import type { World } from './checks/check.ts'
import { type Level, levelOf } from './level.ts'
import type { LoadedPack, PackContent } from './pack.ts'
import type { Problem } from './problem.ts'
import type { KeptPack } from './queries.ts'
import { testPack } from './test-pack.ts'

/** A pack found in a folder, and what is wrong with it. */
export interface ShelvedPack {
  readonly pack: LoadedPack
  readonly problems: readonly Problem[]
}

interface Whole {
  readonly pack: LoadedPack
  readonly content: PackContent
  readonly problems: readonly Problem[]
  readonly kept: KeptPack
}

/** What the folders hold and how each pack is kept here, in memory: asked with every change and every look. */
export function createShelf(options: { readonly zone: string; readonly demo: boolean }) {
  let shelved: readonly ShelvedPack[] = []
  let world: World | undefined
  let kept = new Map<string, KeptPack>()
  // Replays take a moment to play; a pack's result holds until its content changes.
  const levels = new Map<string, Promise<Level | undefined>>()

  const whole = (): Whole[] =>
    shelved.flatMap(({ pack, problems }) => {
      const { content } = pack
      const known = content && kept.get(content.manifest.id)
      return content === undefined || known === undefined || problems.length > 0
        ? []
        : [{ pack, content, problems, kept: known }]
    })

  const keep = (rows: readonly KeptPack[]): void => {
    kept = new Map(rows.map((row) => [row.id, row]))
  }

  const levelFor = ({ pack, problems, kept: { digest, enabled } }: Whole): Promise<Level | undefined> => {
    const isAtWork = enabled && !options.demo
    const name = `${digest} ${isAtWork}`
    const known = levels.get(name)
    if (known !== undefined || world === undefined) return known ?? Promise.resolve(undefined)
    const played = testPack(pack, world, options.zone).then((results) => levelOf(pack, problems, results, isAtWork))
    levels.set(name, played)
    return played
  }

  /** Packs that were installed and whose folder is not there any more. */
  const missing = (): string[] => [...kept.keys()].filter((id) => !shelved.some((one) => idOf(one) === id))

  const isFaulty = ({ pack, problems }: ShelvedPack): boolean => pack.content === undefined || problems.length > 0

  return {
    fill(found: readonly ShelvedPack[], among: World, rows: readonly KeptPack[]): void {
      shelved = found
      world = among
      keep(rows)
    },
    keep,
    findKept: (id: string): KeptPack | undefined => kept.get(id),
    findContent: (id: string): PackContent | undefined =>
      whole().find(({ content }) => content.manifest.id === id)?.content,
    contents: (): readonly PackContent[] => whole().map(({ content }) => content),
    active: (): readonly PackContent[] =>
      whole()
        .filter((one) => one.kept.enabled)
        .map(({ content }) => content),
    names: () => ({
      installed: whole().map(({ content }) => content.manifest.id),
      faulty: shelved.filter(isFaulty).map(({ pack }) => pack.name),
    }),
    async show(): Promise<PackList> {
      const items = await Promise.all(whole().map(async (one) => shown(one, await levelFor(one))))
      const faulty = shelved
        .filter(isFaulty)
        .map(({ pack, problems }) => ({ name: pack.name, problems: [...problems] }))
      return { items, faulty: [...faulty, ...missing().map((name) => ({ name, problems: [FOLDER_GONE] }))] }
    },
  }
}

const FOLDER_GONE: Problem = {
  ...{ code: 'folder/gone', severity: 'error', file: 'pack.yaml', line: 1, column: 1 },
  text: {
    zh: '文件夹不在了：它的类别不再提供，规则不再判断；放回来并重新读取即可恢复',
    en: 'The folder is gone: its categories are no longer offered and its rules judge nothing; put it back and read the folders anew',
  },
}

const idOf = ({ pack }: ShelvedPack): string => pack.content?.manifest.id ?? pack.name

function shown({ content, kept }: Whole, level: Level | undefined): InstalledPack {
  const { manifest, things, rules, cases, replays } = content
  const { id, version, title, summary, owner, uses, inputs } = manifest
  return {
    ...{ id, version, title, summary, owner, uses },
    enabled: kept.enabled,
    revision: kept.revision,
    level: level ?? null,
    inputs: Object.entries(inputs).map(([name, input]) => {
      const value = kept.settings[name] ?? input.default
      return { name, input, value, isDefault: value === input.default }
    }),
    holds: {
      thingTypes: Object.keys(things).length,
      rules: Object.keys(rules).length,
      categories: Object.keys(cases.categories).length,
      replays: replays.length,
    },
    changedAt: kept.changedAt.toISOString(),
  }
}
