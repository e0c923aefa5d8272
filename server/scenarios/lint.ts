import type { Check, World } from './checks/check.ts'
import { checkCodes } from './checks/codes.ts'
import { checkCoverage } from './checks/coverage.ts'
import { checkFlows } from './checks/flows.ts'
import { checkFolder } from './checks/folder.ts'
import { checkInputs } from './checks/inputs.ts'
import { checkKernelRange } from './checks/kernel-range.ts'
import { checkNames } from './checks/names.ts'
import { checkPersonalData } from './checks/personal-data.ts'
import { checkReferences } from './checks/references.ts'
import { checkRules } from './checks/rules.ts'
import { checkTranslations } from './checks/translations.ts'
import { checkUses } from './checks/uses.ts'
import { checkValues } from './checks/values.ts'
import type { LoadedPack } from './pack.ts'
import type { Problem } from './problem.ts'

/** Everything a pack is held against, each in a file of its own. */
export const checks: readonly Check[] = [
  (pack) => [...pack.problems],
  checkFolder,
  checkKernelRange,
  checkUses,
  checkReferences,
  checkNames,
  checkInputs,
  checkRules,
  checkValues,
  checkCodes,
  checkFlows,
  checkCoverage,
  checkTranslations,
  checkPersonalData,
]

/** All problems of one pack among the packs it may refer to, in order of file and line. */
export function lintPack(pack: LoadedPack, world: World): Problem[] {
  // What does not fit its schema is not read, so nothing else can be said without talking nonsense.
  const isReadable = pack.problems.every((it) => !it.code.startsWith('schema/'))
  return (isReadable ? checks : checks.slice(0, 1))
    .flatMap((check) => check(pack, world))
    .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column))
}

/** The world of a set of packs; a pack without a usable `pack.yaml` is not in it. */
export function createWorld(packs: readonly LoadedPack[], kernelVersion: string): World {
  const known = packs.flatMap((pack) => (pack.content ? [[pack.content.manifest.id, pack] as const] : []))
  return { packs: new Map(known), kernelVersion }
}
