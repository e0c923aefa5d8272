/** `yiwang scenario lint|test [folder]`: prints what it finds, gives the exit code. */

/** What is wrong with a value somebody sets for an input, if anything. */
export { findWrong as findWrongInput } from './checks/inputs.ts'
export { packsFolder, scenarioCommand } from './command.ts'
/** Installs packs from their folders and hands their parts to the modules. */
export { createScenarios, type PackSection, type PackSwitch, type Scenarios } from './install.ts'
/** How far a pack has come: draft, tested or piloted. */
export { type Level, levelOf } from './level.ts'
/** Holds a pack against every check. */
export { createWorld, lintPack } from './lint.ts'
/** Reads the folders of packs. */
export { loadPack, loadPacks } from './load.ts'
/** A pack as read, and as the rule engine takes it. */
export { type LoadedPack, type PackContent, toRulePack } from './pack.ts'
/** Something wrong with a pack, with file, line and column. */
export type { Problem } from './problem.ts'
/** What a replay is run against. */
export type { ReplayHarness, ReplayReport, ReplayStart, SeenAlarm, SeenCase, SeenMessage } from './replay/harness.ts'
/** Plays one replay against a harness, or all of a pack against the rule engine alone. */
export { type ReplayFailure, type ReplayResult, runReplay } from './replay/run.ts'
export { type PlayedReplay, testPack } from './test-pack.ts'
/** The things that come with a pack, put where the place has room for them. */
export { type FindPlaces, type FoundPlace, layThings } from './things.ts'
