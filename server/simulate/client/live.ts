import type { Clock } from '../../kernel/clock.ts'
import type { Log } from '../../kernel/log.ts'
import { loginOf } from '../cast.ts'
import { reportsBefore, reportsBetween } from '../model/reports.ts'
import { movesInPast, type SeenCase } from '../model/staff.ts'
import { momentsOf, sayThing } from '../model/things.ts'
import { openDoor } from './door.ts'
import { type Gateway, openGateway } from './gateway.ts'
import { readPlace } from './place.ts'
import { sendReport } from './report.ts'
import { readScript } from './script-file.ts'
import { type Crowd, workRound } from './work.ts'

const HOUR_MS = 3_600_000
const TURN_MS = 5000
const STEPS_A_TURN = 4
/** Between two acts of the past, so that a machine that has just started stays free for its people. */
const BREATH_MS = 25
const PAST_EVERY_MS = 10 * 60_000
const ROUNDS_OF_PAST = 120
const AT_ONCE = 1e9
/** Behind by more than this (a laptop that slept), what was missed is left out. */
const MOST_BEHIND_MS = 10 * 60_000

/** What a life needs: where the doors are, tokens, a clock, and a script. */
export interface LifeOptions {
  readonly origin: string
  readonly mqttUrl: string
  readonly scriptFile: string
  readonly seed?: number
  readonly pace?: number
  readonly clock: Clock
  readonly log: Log
  readonly tokenOf: (login: string) => Promise<string>
  readonly isPaused: () => boolean | Promise<boolean>
  /** Fills the last hours first. */
  readonly past?: { readonly hours?: number; readonly filled?: () => Promise<void> } | undefined
  /** Ends when the past is filled. */
  readonly isOnlyPast?: boolean
}

/** A life under way. */
export interface Living {
  /** Resolves when it has ended by itself: the past alone was asked for. */
  readonly ended: Promise<void>
  stop(): Promise<void>
}

/** The hour of the day in a zone, such as 13.5. */
function hourIn(zone: string): (ms: number) => number {
  return (ms) => {
    const time = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
    return time.hour + time.minute / 60
  }
}

interface Scene extends Crowd {
  readonly gateway: Gateway
  readonly hourAt: (ms: number) => number
  readonly options: LifeOptions
  readonly signal: AbortSignal
}

/** Waits, or returns at once when everything is stopping. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true })
  })

const stoppable = async (scene: Scene): Promise<boolean> => {
  while (!scene.signal.aborted && (await scene.options.isPaused())) await pause(TURN_MS, scene.signal)
  return scene.signal.aborted
}

/** What the things measured in the hours before: a device that was away sends what it kept, with its own times. */
async function speakOfPast(scene: Scene, nowMs: number, hours: number): Promise<void> {
  const { script, seed, place, gateway, hourAt } = scene
  for (const [type, behaviour] of Object.entries(script.things)) {
    for (const thing of place.things.get(type) ?? []) {
      if (await stoppable(scene)) return
      const moments = []
      for (let ms = nowMs - hours * HOUR_MS; ms < nowMs - PAST_EVERY_MS; ms += PAST_EVERY_MS)
        moments.push({ atMs: ms, said: sayThing(behaviour, seed, thing, ms, hourAt(ms)) })
      await gateway.publish(thing, moments)
      await pause(BREATH_MS, scene.signal)
    }
  }
}

async function fillPast(scene: Scene): Promise<void> {
  const { script, seed, options } = scene
  const nowMs = options.clock.now().getTime()
  const hours = options.past?.hours ?? script.past.hours
  const reports = Math.round((script.past.reports * hours) / script.past.hours)
  await speakOfPast(scene, nowMs, hours)
  for (const planned of reportsBefore(script, seed, nowMs, { hours, reports }, scene.hourAt)) {
    if (await stoppable(scene)) return
    await sendReport(scene.door, scene.place, seed, planned)
    await pause(BREATH_MS, scene.signal)
  }
  const isMine = (seen: SeenCase) => movesInPast(script, seed, seen)
  for (let round = 0; round < ROUNDS_OF_PAST; round += 1) {
    if (await stoppable(scene)) return
    const later = options.clock.now().getTime()
    const { done, waiting } = await workRound(scene, { nowMs: later, pace: AT_ONCE, most: STEPS_A_TURN, isMine })
    if (done + waiting === 0) break
    await pause(BREATH_MS, scene.signal)
  }
  await options.past?.filled?.()
}

/** One turn: what things say, what people report, what staff do, since the turn before. */
async function turn(scene: Scene, afterMs: number, nowMs: number): Promise<void> {
  const { script, seed, place, gateway, hourAt, options } = scene
  for (const [type, behaviour] of Object.entries(script.things)) {
    for (const thing of place.things.get(type) ?? []) {
      const moments = momentsOf(behaviour, seed, thing, afterMs, nowMs)
      const said = moments.map((ms) => ({ atMs: ms, said: sayThing(behaviour, seed, thing, ms, hourAt(ms)) }))
      if (said.length > 0) await gateway.publish(thing, said)
    }
  }
  for (const planned of reportsBetween(script, seed, afterMs, nowMs, hourAt))
    await sendReport(scene.door, place, seed, planned)
  await workRound(scene, { nowMs, pace: options.pace ?? 1, most: STEPS_A_TURN })
}

async function live(scene: Scene): Promise<void> {
  const { clock, log, past, isOnlyPast } = scene.options
  if (past !== undefined) await fillPast(scene)
  if (isOnlyPast === true) return
  let afterMs = clock.now().getTime()
  while (!(await stoppable(scene))) {
    const nowMs = clock.now().getTime()
    const from = Math.max(afterMs, nowMs - MOST_BEHIND_MS)
    await turn(scene, from, nowMs).catch((error: unknown) =>
      log.warn({ err: error }, 'a turn of the made-up life failed'),
    )
    afterMs = nowMs
    await pause(TURN_MS, scene.signal)
  }
}

async function setScene(options: LifeOptions, signal: AbortSignal): Promise<Scene> {
  const script = await readScript(options.scriptFile)
  const door = openDoor(options)
  const place = await readPlace(door, Object.keys(script.things))
  const device = { url: options.mqttUrl, id: 'sim-gateway', name: '演示 物联网关' }
  const gateway = await openGateway(door, loginOf('engineer'), device)
  const seed = options.seed ?? script.seed
  return { options, script, seed, door, place, gateway, hourAt: hourIn(place.zone), left: new Set(), signal }
}

/** Begins a life through the public doors. It never throws: what goes wrong is logged, and the life ends. */
export function startLife(options: LifeOptions): Living {
  const stopping = new AbortController()
  const run = async () => {
    const scene = await setScene(options, stopping.signal)
    try {
      await live(scene)
    } finally {
      await scene.gateway.close()
      scene.door.close()
    }
  }
  const ended = run().catch((error: unknown) => {
    if (!stopping.signal.aborted) options.log.warn({ err: error }, 'the made-up life ended')
  })
  return {
    ended,
    async stop() {
      stopping.abort()
      await ended
    },
  }
}
