import { statfs } from 'node:fs/promises'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'

/**
 * How much of the disk is left. `tight`: somebody should make room. `scarce`: what comes by itself and in masses (readings,
 * photos) is refused, so that what people decide still finds room.
 */
export type Room = 'ample' | 'tight' | 'scarce'

export interface SpaceOptions {
  readonly folder: string
  /** Kept for case work: below it room is scarce, below twice as much it is tight. */
  readonly reserveBytes: number
  readonly log: Log
  readonly metrics: Metrics
  /** Free bytes on the disk of a folder. */
  readonly freeBytes?: (folder: string) => Promise<number>
}

const LOOK_MS = 2000
/** What was refused is taken again only when there is this much more than the bound: not back and forth at every file. */
const RECOVERED = 1.25
const MB = 1_048_576

const freeOn = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

export type Space = ReturnType<typeof createSpace>

/** Watches the disk of the data folder. */
export function createSpace({ folder, reserveBytes, log, metrics, freeBytes = freeOn }: SpaceOptions) {
  let room: Room = 'ample'
  let free = Number.POSITIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  const listeners = new Set<(room: Room) => void>()
  metrics.gauge('yiwang_disk_free_bytes', 'Free bytes on the disk of the data folder', () => free)

  function judge(): Room {
    const bound = room === 'scarce' ? reserveBytes * RECOVERED : reserveBytes
    if (free < bound) return 'scarce'
    return free < 2 * (room === 'ample' ? reserveBytes : reserveBytes * RECOVERED) ? 'tight' : 'ample'
  }

  async function look(): Promise<void> {
    free = await freeBytes(folder)
    const next = judge()
    if (next === room) return
    room = next
    const freeMb = Math.floor(free / MB)
    if (room === 'scarce') log.error({ folder, freeMb }, 'the disk is nearly full: readings and photos are refused')
    else if (room === 'tight') log.warn({ folder, freeMb }, 'the disk is filling up: make room soon')
    else log.warn({ folder, freeMb }, 'the disk has room again')
    for (const listener of listeners) listener(room)
  }

  return {
    room: (): Room => room,
    isScarce: (): boolean => room === 'scarce',
    onChange: (listener: (room: Room) => void): void => {
      listeners.add(listener)
    },
    /** Looks now; afterwards by itself every two seconds until `stop`. */
    look,
    async start(): Promise<void> {
      await look()
      const turn = () => look().catch((error: unknown) => log.warn({ err: error, folder }, 'free space is not known'))
      timer ??= setInterval(turn, LOOK_MS).unref()
    },
    stop: (): void => clearInterval(timer),
  }
}
