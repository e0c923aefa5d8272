import type {
  CaseKinds,
  Form,
  Manifest,
  MapLayers,
  Replay,
  Rules,
  ThingRows,
  ThingTypes,
  Value,
  Views,
} from '../../contract/pack/index.ts'
import type { RulePack } from '../sensing/index.ts'
import type { Problem } from './problem.ts'
import type { Source } from './source.ts'

/** What the files of a pack say, defaults filled in; a file that is absent or does not fit its schema says nothing. */
export interface PackContent {
  readonly manifest: Manifest
  readonly things: ThingTypes
  readonly rules: Rules
  readonly cases: CaseKinds
  readonly forms: Readonly<Record<string, Form>>
  readonly map: MapLayers
  readonly views: Views
  readonly thingRows: ThingRows
  readonly replays: readonly PackReplay[]
}

/** A replay and where it stands. */
export interface PackReplay {
  readonly file: string
  readonly index: number
  readonly replay: Replay
}

/** A folder read. Without a usable `pack.yaml` there is no content, only problems. */
export interface LoadedPack {
  /** The folder's name, which must be the pack's id. */
  readonly name: string
  readonly folder: string
  readonly content: PackContent | undefined
  readonly sources: ReadonlyMap<string, Source>
  /** Text of the files that are not YAML, by name. */
  readonly others: ReadonlyMap<string, string>
  /** Keys of the word lists that the files refer to. */
  readonly wordsUsed: ReadonlySet<string>
  readonly problems: readonly Problem[]
}

/** A pack as the rule engine takes it. */
export function toRulePack(content: PackContent, settings: Readonly<Record<string, Value>> = {}): RulePack {
  const { manifest, things, rules } = content
  return { id: manifest.id, things, rules, inputs: manifest.inputs, settings }
}
