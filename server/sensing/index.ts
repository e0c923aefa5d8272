import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { SeriesList } from '../../contract/sensing.ts'
import type { Actor, Ctx } from '../kernel/actor.ts'
import type { Kernel } from '../kernel/index.ts'
import type { Module } from '../kernel/module.ts'
import { type Absences, createAbsences } from './absences/absences.ts'
import type { Corrections } from './corrections/corrections.ts'
import { createDevices, type Devices, deviceIdOf } from './devices/devices.ts'
import { createDeviceSignIn } from './devices/sign-in.ts'
import type { Exports } from './exports/exports.ts'
import { createHistory } from './history.ts'
import type { Source } from './intake/batch.ts'
import { createRecording, type Recording } from './intake/record.ts'
import type { TimeLimits } from './intake/take.ts'
import type { KeptPlace } from './kept/keeping/keeper.ts'
import type { PassResult } from './kept/keeping/pass.ts'
import { createKept, KEPT_EVENTS } from './kept/kept.ts'
import { createFigures } from './metrics.ts'
import { createReadingViews, type ReadingViews } from './readings/readings.ts'
import { createSettling } from './readings/settle.ts'
import { enrol } from './registry/enrol.ts'
import type { SensedThing, ThingEntry } from './registry/registry.ts'
import { absenceRoutes } from './routes/absences.ts'
import { deviceRoutes } from './routes/devices.ts'
import { ingestRoutes } from './routes/ingest.ts'
import { viewRoutes } from './routes/views.ts'
import { compileRules, type RuleFault, type RulePack } from './rules/index.ts'
import { createStore } from './store.ts'
import { privateRulesOf, typesOf } from './types.ts'
import { listWords } from './writing/queries.ts'

/** The secret of a demo's device, the same for the same seed. */
export { demoSecret } from './devices/devices.ts'
/** Takes readings out, for the command line. */
export { exportCommand } from './exports/command.ts'
/** Who sends, and for which things they may. */
export type { Source } from './intake/batch.ts'
/** Checks all readings of a place for the command line. */
export { verifyReadings } from './kept/verify/command.ts'
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

const STAFF = ['admin', 'intake', 'dispatcher', 'supervisor', 'inspector', 'unit', 'crew', 'leader'] as const
const SEEN_BY = [...STAFF, 'wall', 'auditor']

const TELLS = ['admin', 'intake', 'dispatcher', 'supervisor', 'inspector', 'unit', 'crew']

const PERMISSIONS = {
  'reading.record': ['device', 'admin'],
  'reading.view': SEEN_BY,
  'reading.view-private': STAFF,
  'reading.refused': ['admin'],
  'reading.correct': ['admin', 'supervisor'],
  'reading.export': ['admin', 'supervisor', 'leader', 'auditor'],
  'retention.manage': ['admin'],
  'alarm.view': SEEN_BY,
  'device.manage': ['admin'],
  // Residents for things they are a contact of.
  'absence.announce': [...TELLS, 'resident'],
  'absence.announce-any': TELLS,
}

const EVENTS = {
  'alarm.raised': { view: 'alarm.view' },
  'alarm.changed': { view: 'alarm.view' },
  'alarm.cleared': { view: 'alarm.view' },
  'absence.announced': { view: 'absence.announce-any' },
  'absence.ended': { view: 'absence.announce-any' },
  'readings.recorded': { view: 'reading.refused' },
  ...KEPT_EVENTS,
  'device.issued': { view: 'device.manage' },
  'device.rotated': { view: 'device.manage' },
  'device.revoked': { view: 'device.manage' },
  'device.tested': { view: 'device.manage' },
  'device.seeded': { view: 'device.manage' },
}

const LIMITS: TimeLimits = { futureMs: 5 * 60_000, oldest: new Date('2010-01-01T00:00:00Z') }
const TICK_MS = 1000
const SNAPSHOT_MS = 60_000
const SETTLE_MS = 5 * 60_000

/** Makes the module; it takes readings after `start`. */
export function createSensing(kernel: Kernel, deps: SensingDeps): Sensing {
  const limits = { ...LIMITS, ...deps.limits }
  const { clock, log, pool } = kernel
  const store = createStore(kernel, compileRules([], deps.zone).ruleSet, limits)
  const { registry, newest, words, writer, taker } = store
  const figures = createFigures(kernel.metrics, {
    depth: writer.depth,
    openAlarms: store.alarms.openCount,
    things: registry.size,
  })
  store.watchCommits(figures.committed)
  const devices = createDevices(kernel, registry)
  const record = createRecording({ pool, clock, registry, taker, writer, counted: figures.counted })
  const kept = createKept(kernel, { place: deps.kept, zone: deps.zone, ...store })
  const views = createReadingViews({ kernel, registry, newest, words, absences: store.absences, lookup: kept.lookup })
  const { isContact = async () => false } = deps
  const absences = createAbsences({ kernel, registry, isContact, apply: store.applyAbsences })
  const { routes: historyRoutes, ...history } = createHistory(kernel, { views, words, folder: deps.kept?.folder })
  const settle = createSettling({ pool, clock, log })
  let types = typesOf([], store.judge().ruleSet)
  const timers: NodeJS.Timeout[] = []

  async function sourceOf({ actor }: Ctx): Promise<Source> {
    if (actor.kind === 'device') return devices.getSource(deviceIdOf(actor), 'http')
    const may = (thing: ThingEntry) => kernel.access.can(actor, 'reading.record', thing.divisionKey)
    const divisionKey = kernel.access.ranges(actor, 'reading.record')[0]?.lo ?? ''
    return { id: actor.id, door: 'http', divisionKey, may }
  }

  function listSeries(source: Source, after: number, limit: number) {
    const items = []
    for (let id = after + 1; id < registry.seriesBound() && items.length < limit; id += 1) {
      const entry = registry.findBySeries(id)
      const property = entry?.properties[registry.placeOf(id)]
      if (entry === undefined || property === undefined || !source.may(entry)) continue
      items.push({ id, thing: entry.code, property: property.name, unit: property.unit })
    }
    return { items, next: items.length < limit ? null : (items.at(-1)?.id ?? null) }
  }

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
      ...viewRoutes(kernel, views, () => privateRulesOf(types, store.judge().ruleSet)),
      ...deviceRoutes(devices, record),
    ],
    permissions: PERMISSIONS,
    events: EVENTS,
    record,
    devices,
    views,
    ...history,
    absences,
    authenticate: createDeviceSignIn(devices),
    refresh,
    listSeries,
    tick: store.tick,
    keep: kept.keep,
    async setPacks(packs) {
      const { ruleSet, faults } = compile(packs)
      await store.setRules(ruleSet, async () => {
        types = typesOf(packs, ruleSet)
        await refresh()
      })
      return faults
    },
    seedDemoDevices: (seed) => devices.seed(seed, [...registry.all()]),
    async look(packs) {
      types = typesOf(packs, compile(packs).ruleSet)
      await refresh()
      words.restore(await pool.whole(listWords))
    },
    async start(packs) {
      const { ruleSet, faults } = compile(packs)
      types = typesOf(packs, ruleSet)
      await refresh()
      await store.start(ruleSet)
      timers.push(setInterval(store.tick, TICK_MS))
      every(SNAPSHOT_MS, store.snapshot)
      every(SNAPSHOT_MS, devices.keepSeen)
      every(SETTLE_MS, settle)
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
