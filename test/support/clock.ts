import type { Clock } from '../../server/kernel/clock.ts'

/** A clock that stands still until told otherwise. */
export function fakeClock(start: string): Clock & { advance(ms: number): void; set(instant: string): void } {
  let nowMs = Date.parse(start)
  return {
    now: () => new Date(nowMs),
    advance: (ms) => {
      nowMs += ms
    },
    set: (instant) => {
      nowMs = Date.parse(instant)
    },
  }
}
