import type { Texts } from '../../../contract/pack/index.ts'
import type { LoadedPack } from '../pack.ts'
import type { Problem } from '../problem.ts'

/** Everything a check may look at beside the pack itself. */
export interface World {
  /** All packs known, this one among them, by id. */
  readonly packs: ReadonlyMap<string, LoadedPack>
  readonly kernelVersion: string
}

/** Looks for one kind of mistake. */
export type Check = (pack: LoadedPack, world: World) => Problem[]

interface Spot {
  readonly file: string
  readonly path: readonly PropertyKey[]
  /** Point at the key rather than at its value. */
  readonly key?: boolean
  /** Characters into the value. */
  readonly offset?: number | undefined
}

/** A problem at a place in one of the pack's files. */
export function problemAt(
  pack: LoadedPack,
  code: string,
  spot: Spot,
  text: Texts,
  severity: Problem['severity'] = 'error',
): Problem {
  const aim = { ...(spot.key ? { key: true } : {}), ...(spot.offset === undefined ? {} : { offset: spot.offset }) }
  const place = pack.sources.get(spot.file)?.locate(spot.path, aim) ?? { line: 1, column: 1 }
  return { code, severity, file: spot.file, ...place, text }
}
