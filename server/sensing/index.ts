import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { SeriesList } from '../../contract/sensing.ts'
import type { Actor } from '../kernel/actor.ts'
import type { Kernel } from '../kernel/index.ts'
import type { Module } from '../kernel/module.ts'
import type { Absences } from './absences/absences.ts'
import { EVENTS, PERMISSIONS } from './access.ts'
import { clearUnruled } from './alarms/unruled.ts'
import type { Clients } from './clients/clients.ts'
import type { Corrections } from './corrections/corrections.ts'
import type { Devices } from './devices/devices.ts'
import { createDeviceSignIn } from './devices/sign-in.ts'
import { createSourceOf } from './devices/source.ts'
import type { Exports } from './exports/exports.ts'
import type { Formats } from './formats/formats.ts'
import type { Instructions } from './instructions/instructions.ts'
import type { Source } from './intake/batch.ts'
import type { Recording } from './intake/record.ts'
import type { TimeLimits } from './intake/take.ts'
import type { KeptPlace } from './kept/keeping/keeper.ts'
import type { PassResult } from './kept/keeping/pass.ts'
import type { LatestViews } from './latest/latest.ts'
import { createParts } from './parts.ts'
import type { Quotas } from './quotas/quotas.ts'
import type { Live } from './readings/live.ts'
import type { ReadingViews } from './readings/readings.ts'
import { createSettling } from './readings/settle.ts'
import { enrol } from './registry/enrol.ts'
import { createListing } from './registry/listing.ts'
import type { SensedThing } from './registry/registry.ts'
import { absenceRoutes } from './routes/absences.ts'
import { deviceRoutes } from './routes/devices.ts'
import { formatRoutes } from './routes/formats.ts'
import { ingestRoutes } from './routes/ingest.ts'
import { instructionRoutes } from './routes/instructions.ts'
import { latestRoutes } from './routes/latest.ts'
import { quotaRoutes } from './routes/quotas.ts'
import { viewRoutes } from './routes/views.ts'
import { compileRules, type RuleFault, type RulePack, type RuleSet } from './rules/index.ts'
import { createStore } from './store.ts'
import { privateRulesOf, typesOf } from './types.ts'
import { listWords } from './writing/queries.ts'

/** A client's session as it is found again after a restart. */
export type { KeptSession } from './clients/queries.ts'
/** What a decoder made of a message, and its one exception. */
export { Undecodable } from './decoders/decoded.ts'
/** HJ 212 as bytes and words. */
export * as hj212 from './decoders/hj212.ts'
/** A device that has signed in. */
export type { Device } from './devices/devices.ts'
/** The secret of a demo's device, the same for the same seed. */
export { demoSecret } from './devices/devices.ts'
/** Takes readings out, for the command line. */
export { exportCommand } from './exports/command.ts'
/** Formats of messages about a thing, as topics and addresses write them. */
export { type DataFormat, isDataFormat } from './formats/decode.ts'
/** An instruction on its way to a thing. */
export type { Waiting } from './instructions/instructions.ts'
/** Who sends, and for which things they may. */
export type { Source } from './intake/batch.ts'
/** What was put since the last commit began. */
export type { Filling } from './intake/stream.ts'
/** Checks all readings of a place for the command line. */
export { verifyReadings } from './kept/verify/command.ts'
/** A reading that has just been kept, or the newest of its series. */
export type { LiveReading } from './readings/live.ts'
/** A thing as sensing needs it. */
export type { SensedThing } from './registry/registry.ts'
/** The rules by themselves, without a database: for whoever lints and replays packs. */
export {
  addThing,
  compileRules,
  consequencesOf,
  createRuleState,
  encode,
  type Firing,
  isReserved,
  observe,
  type RuleFault,
  type RulePack,
  type RuleState,
  type Span,
  setAbsences,
  tick,
} from './rules/index.ts'
/** Where readings are kept for years, and how one pass of that ended. */
export type { KeptPlace, PassResult }

/** What sensing needs of others. */
export interface SensingDeps {
  /** Things that can report, all of them or those of some ids; kept by the city. */
  readonly things: (ids?: readonly string[]) => Promise<readonly SensedThing[]>
  /** Types of things that no pack declares, under the names their codes begin with; they have no rules. */
  readonly ownTypes?: () => Promise<readonly RulePack[]>
  /** Whether an account belongs to a contact of a thing, who may then announce absences of it. */
  readonly isContact?: (accountId: string, thingId: string) => Promise<boolean>
  /** IANA name of the place's time zone. */
  readonly zone: string
  readonly limits?: Partial<TimeLimits>
  /** Where readings are sealed when they have settled; without it they stay in the database. */
  readonly kept?: KeptPlace
}

/** Readings in: validated, kept, judged against rules. */
export interface Sensing extends Module {
  /** The one entry of readings; resolves when they are on disk. */
  readonly record: Recording
  readonly devices: Devices
  readonly views: ReadingViews
  /** The newest of everything, from memory. */
  readonly latest: LatestViews
  /** How much may be sent, and what was held back. */
  readonly quotas: Quotas
  /** Readings as they are kept. */
  readonly live: Live
  /** What is remembered of devices' clients between their connections. */
  readonly clients: Clients
  /** What is asked of things, and what they answer. */
  readonly instructions: Instructions
  /** Other people's formats: how they are read, and which things they speak of. */
  readonly formats: Formats
  /** Readings as files. */
  readonly exports: Exports
  /** Corrections of readings, which stay as they came. */
  readonly corrections: Corrections
  /** Absences announced for things: their silence is known of. */
  readonly absences: Absences
  /** Whether a device is calling; asked before people's ways of signing in. */
  authenticate(request: FastifyRequest): Promise<Actor | undefined>
  /** Takes the installed packs' types and rules, at the start and whenever a pack is installed, set or taken away. */
  setPacks(packs: readonly RulePack[]): Promise<RuleFault[]>
  /** Takes the types made by hand as they are now. */
  refreshTypes(): Promise<void>
  /** Takes over what has become of things: all, or those of some ids. Ids that are no longer there are forgotten. */
  refresh(ids?: readonly string[]): Promise<void>
  /** Gives every thing a device with the thing's code as its id and `demoSecret(seed, code)` as its secret. */
  seedDemoDevices(seed: string): Promise<void>
  /** The numbers of the series a source may send for, after a number. */
  listSeries(source: Source, after: number, limit: number): z.infer<typeof SeriesList>
  /** Knows things and words without taking readings: for a command beside the server. */
  look(packs: readonly RulePack[]): Promise<void>
  /** Begins to take readings. */
  start(packs: readonly RulePack[]): Promise<RuleFault[]>
  /** Once a second, and in tests: what falls due with time. */
  tick(): void
  /** One pass of sealing settled readings, besides those that come by themselves. */
  keep(): Promise<PassResult | undefined>
  stop(): Promise<void>
}

const LIMITS: TimeLimits = { futureMs: 5 * 60_000, oldest: new Date('2010-01-01T00:00:00Z') }
const TICK_MS = 1000
const SNAPSHOT_MS = 60_000
const SETTLE_MS = 5 * 60_000

const idsOf = ({ rules }: RuleSet): string[] => rules.map(({ id }) => id)

/** Makes the module; it takes readings after `start`. */
export function createSensing(kernel: Kernel, deps: SensingDeps): Sensing {
  const { clock, log, pool } = kernel
  const store = createStore(kernel, compileRules([], deps.zone).ruleSet, { ...LIMITS, ...deps.limits })
  const { registry, writer, words } = store
  const { kept, historyRoutes, ...parts } = createParts(kernel, store, deps)
  const { devices, record, views, latest, quotas, clients, instructions, formats, absences } = parts
  const settle = createSettling({ pool, clock, log })
  const listSeries = createListing(registry)
  const sourceOf = createSourceOf(kernel, devices)
  let types = typesOf([], store.judge().ruleSet)
  let packs: readonly RulePack[] = []
  const timers: NodeJS.Timeout[] = []

  async function refresh(ids?: readonly string[]): Promise<void> {
    const things = await deps.things(ids)
    const present = new Set(things.map(({ id }) => id))
    const gone = [...(ids ?? [...registry.all()].map(({ id }) => id))].filter((id) => !present.has(id))
    for (const id of gone) {
      const entry = registry.remove(id)
      if (entry !== undefined) store.judge().remove(entry)
    }
    for (const entry of await enrol({ pool, registry, types }, things)) store.enlist(entry)
  }

  const withOwn = async (given: readonly RulePack[]) => [...given, ...((await deps.ownTypes?.()) ?? [])]

  async function take(all: readonly RulePack[]): Promise<RuleFault[]> {
    const { ruleSet, faults } = compile(all)
    await clearUnruled(kernel, idsOf(ruleSet))
    await store.setRules(ruleSet, async () => {
      types = typesOf(all, ruleSet)
      await refresh()
    })
    return faults
  }

  function compile(packs: readonly RulePack[]) {
    const { ruleSet, faults } = compileRules(packs, deps.zone)
    for (const fault of faults) log.warn({ fault }, 'a rule was left out')
    return { ruleSet, faults }
  }

  /** Runs work now and then; a failure is logged and the next turn tries again. */
  function every(ms: number, work: () => Promise<unknown>): void {
    const turn = () => work().catch((error: unknown) => log.warn({ err: error }, 'upkeep of readings failed'))
    timers.push(setInterval(turn, ms))
  }

  return {
    routes: [
      ...ingestRoutes({ recording: record, sourceOf, listSeries }),
      ...absenceRoutes(absences),
      ...historyRoutes,
      ...latestRoutes(latest),
      ...viewRoutes(kernel, views, latest, () => privateRulesOf(types, store.judge().ruleSet)),
      ...deviceRoutes(devices, record),
      ...quotaRoutes(quotas),
      ...instructionRoutes(instructions, clients, views),
      ...formatRoutes({ formats, recording: record, sourceOf }),
    ],
    permissions: PERMISSIONS,
    events: EVENTS,
    ...parts,
    live: store.live,
    authenticate: createDeviceSignIn(devices),
    refresh,
    listSeries,
    tick: store.tick,
    keep: kept.keep,
    async setPacks(given) {
      packs = given
      return take(await withOwn(packs))
    },
    async refreshTypes() {
      await take(await withOwn(packs))
    },
    seedDemoDevices: (seed) => devices.seed(seed, [...registry.all()]),
    async look(given) {
      const all = await withOwn(given)
      types = typesOf(all, compile(all).ruleSet)
      await refresh()
      words.restore(await pool.whole(listWords))
    },
    async start(given) {
      packs = given
      const all = await withOwn(packs)
      const { ruleSet, faults } = compile(all)
      types = typesOf(all, ruleSet)
      await refresh()
      await clearUnruled(kernel, idsOf(ruleSet))
      await store.start(ruleSet)
      for (const part of [clients, instructions, formats]) await part.restore()
      timers.push(setInterval(store.tick, TICK_MS))
      every(SNAPSHOT_MS, store.snapshot)
      every(SNAPSHOT_MS, devices.keepSeen)
      every(SETTLE_MS, settle)
      every(SNAPSHOT_MS, quotas.finish)
      every(kept.upkeep.everyMs, kept.upkeep.turn)
      return faults
    },
    async stop() {
      for (const timer of timers.splice(0)) clearInterval(timer)
      await kept.stopKeeping()
      if (writer.isOpen()) await store.snapshot().catch((error: unknown) => log.warn({ err: error }, 'no snapshot'))
      await devices.keepSeen().catch((error: unknown) => log.warn({ err: error }, 'last seen was not kept'))
      await writer.stop()
      await kept.close()
    },
  }
}
