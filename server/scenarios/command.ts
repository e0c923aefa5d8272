import { existsSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }
import type { World } from './checks/check.ts'
import { levelOf } from './level.ts'
import { createWorld, lintPack } from './lint.ts'
import { loadPacks } from './load.ts'
import type { LoadedPack } from './pack.ts'
import type { Problem } from './problem.ts'
import { testPack } from './test-pack.ts'

/** The packs that come with Yiwang. */
export const packsFolder = resolve(import.meta.dirname, '../../scenarios')

const usage = 'yiwang scenario lint|test [folder] [--lang zh|en] [--zone Area/City]'

/**
 * `yiwang scenario lint|test [folder]`: a pack's folder or a folder of packs, the ones that come with Yiwang where none
 * is named. The packs beside a single pack are there for what it uses. Gives the exit code.
 */
export async function scenarioCommand(args: readonly string[], print: (line: string) => void): Promise<number> {
  const options = readOptions(args)
  if (!options) {
    print(usage)
    return 2
  }
  const { verb, folder, language, zone } = options
  const isOne = existsSync(join(folder, 'pack.yaml'))
  const all = loadPacks(isOne ? dirname(folder) : folder)
  const world = createWorld(beside(all), manifest.version)
  const chosen = isOne ? all.filter((it) => it.name === basename(folder)) : all
  let failed = chosen.length === 0
  if (failed) print(language === 'zh' ? `${folder} 里没有场景包` : `there is no pack in ${folder}`)
  for (const pack of chosen) {
    const problems = lintPack(pack, world)
    for (const it of problems) print(sayProblem(pack, it, language))
    if (problems.some((it) => it.severity === 'error')) failed = true
    else if (verb === 'test') failed = !(await play(pack, world, { language, zone, print })) || failed
    else print(`${pack.name}: ok`)
  }
  return failed ? 1 : 0
}

/** A pack outside the packs of Yiwang may use those. */
function beside(packs: readonly LoadedPack[]): LoadedPack[] {
  const names = new Set(packs.map((it) => it.name))
  const own = existsSync(packsFolder) ? loadPacks(packsFolder) : []
  return [...packs, ...own.filter((it) => !names.has(it.name))]
}

type Language = 'zh' | 'en'

function readOptions(
  args: readonly string[],
): { verb: 'lint' | 'test'; folder: string; language: Language; zone: string } | undefined {
  const [verb, ...rest] = args
  if (verb !== 'lint' && verb !== 'test') return undefined
  let folder = packsFolder
  let language: Language = (process.env.LANG ?? '').startsWith('zh') ? 'zh' : 'en'
  let zone = 'Asia/Shanghai'
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i] ?? ''
    if (word === '--lang') language = rest[++i] === 'zh' ? 'zh' : 'en'
    else if (word === '--zone') zone = rest[++i] ?? zone
    else if (word.startsWith('-')) return undefined
    else folder = resolve(word)
  }
  return { verb, folder, language, zone }
}

function sayProblem(pack: LoadedPack, problem: Problem, language: Language): string {
  const file = relative(process.cwd(), join(pack.folder, problem.file))
  return `${file}:${problem.line}:${problem.column} ${problem.severity} ${problem.code} ${problem.text[language]}`
}

async function play(
  pack: LoadedPack,
  world: World,
  { language, zone, print }: { language: Language; zone: string; print: (line: string) => void },
): Promise<boolean> {
  const played = await testPack(pack, world, zone)
  for (const replay of played) {
    const isMet = replay.failures.length === 0
    const place = `${relative(process.cwd(), join(pack.folder, replay.file))}:${replay.line}`
    print(`${isMet ? '✔' : '✖'} ${pack.name}/${replay.name} ${replay.title[language]}${isMet ? '' : ` (${place})`}`)
    for (const [i, failure] of replay.failures.entries()) {
      print(
        `    ${failure.path[0]} ${failure.path[1] + 1} (${replay.file}:${replay.lines[i]}): ${failure.text[language]}`,
      )
    }
  }
  print(`${pack.name}: ${levelOf(pack, [], played, false) ?? 'draft'}`)
  return played.every((it) => it.failures.length === 0)
}
