/** Scenario packs: found, held against the checks, installed, replayed. */

/** `yiwang scenario lint|test [folder]`: prints what it finds, gives the exit code. */
export { packsFolder, scenarioCommand } from './command.ts'
/** Installs packs from their folders and hands their parts to the modules. */
export { createScenarios, type PackSection, type PackSwitch, type PackWithdrawal, type Scenarios } from './install.ts'
/** Reads the folders of packs. */
export { loadPacks } from './load.ts'
/** What a pack says. */
export type { PackContent } from './pack.ts'
/** What a replay is run against. */
export type { ReplayHarness, ReplayReport, ReplayStart, SeenAlarm } from './replay/harness.ts'
/** Plays one replay against a harness. */
export { runReplay } from './replay/run.ts'
/** The things that come with a pack, put where the place has room for them. */
export { layThings } from './things.ts'
