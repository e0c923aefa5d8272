import type { Fleet } from './fleet.ts'

/** What has become of a thing since a page was last told: its number, health and when it was heard. */
export interface Change {
  readonly number: number
  readonly health: number
}

/** Remembers what a page was told of some things, and tells what is new. 9 bytes a thing. */
export function createWatch(fleet: Fleet, numbers: Uint32Array) {
  const heard = new Float64Array(numbers.length).fill(Number.NaN)
  const health = new Uint8Array(numbers.length)
  let isFirst = true
  return {
    /** Things of which there is a reading or a state the page has not been told of; the first time, all. */
    take(nowMs: number): Change[] {
      const healthOf = fleet.healthAt(nowMs)
      const changes: Change[] = []
      numbers.forEach((number, place) => {
        const at = fleet.heardAt(number)
        const now = healthOf(number)
        const isSame = Object.is(at, heard[place]) && now === health[place]
        if (isSame && !isFirst) return
        heard[place] = at
        health[place] = now
        changes.push({ number, health: now })
      })
      isFirst = false
      return changes
    },
  }
}
