import { parseArgs } from 'node:util'
import type { Life } from '../../contract/life.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Log } from '../kernel/log.ts'
import { loginOf } from './cast.ts'
import { openDoor } from './client/door.ts'
import { startLife } from './client/live.ts'
import { simulateErrors } from './errors.ts'

/** How it is called. */
const OPTIONS = { seed: { type: 'string' }, hours: { type: 'string' }, pace: { type: 'string' } } as const

export interface SimulateSite {
  readonly origin: string
  readonly mqttUrl: string
  readonly scriptFile: string
  readonly clock: Clock
  readonly log: Log
  readonly tokenOf: (login: string) => Promise<string>
  /** Resolves when whoever started it wants it to end. */
  readonly interrupted: Promise<void>
  readonly say: (line: string) => void
}

function numberOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!Number.isFinite(value) || value <= 0) throw simulateErrors.usage()
  return value
}

function readOptions(args: string[]) {
  try {
    const { seed, hours, pace } = parseArgs({ args, options: OPTIONS }).values
    return { seed: numberOf(seed), hours: numberOf(hours), pace: numberOf(pace) }
  } catch (cause) {
    throw simulateErrors.usage({}, { cause })
  }
}

/**
 * `yiwang simulate`: a life from outside, in a demo that runs. `--hours` fills that many hours of the past and ends; without,
 * it goes on until it is interrupted, `--pace` times as quick as people are. The place's own life rests meanwhile.
 */
export async function simulateCommand(args: string[], site: SimulateSite): Promise<number> {
  const { seed, hours, pace } = readOptions(args)
  const door = openDoor(site)
  const life = (paused: boolean) => door.get<Life>(loginOf('supervisor'), 'POST', '/api/v1/demo/life', { paused })
  const before = await door.get<Life>(loginOf('supervisor'), 'GET', '/api/v1/demo/life').catch((cause: unknown) => {
    const isOurs = cause instanceof Error && 'code' in cause && cause.code === 'simulate.refused'
    throw isOurs ? cause : simulateErrors.not_reachable({ origin: site.origin }, { cause })
  })
  if (!before.lives) throw simulateErrors.no_life()
  if (!before.paused) await life(true)
  try {
    const living = startLife({
      ...site,
      isPaused: () => false,
      ...(seed !== undefined && { seed: Math.trunc(seed) }),
      ...(pace !== undefined && { pace }),
      ...(hours !== undefined && { past: { hours }, isOnlyPast: true }),
    })
    site.say(hours === undefined ? 'Ctrl-C 停止 stops it' : `正在补 ${hours} 小时 · filling ${hours} hours`)
    await Promise.race([living.ended, site.interrupted])
    await living.stop()
    return 0
  } finally {
    if (!before.paused) await life(false)
    door.close()
  }
}
