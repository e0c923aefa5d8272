const MINUTE_MS = 60_000
/**
 * What was measured over days may come at once, when a line was down or a record is replayed: time that passed for the device
 * fills its bucket too, but never beyond this many times the quota of the time that passed here.
 */
const CATCH_UP = 20

/**
 * Two token buckets a thing, by its number: one of a minute's quota, filled by whichever went on further, the clock here or
 * the times measured; one of twenty minutes' quota, filled by the clock here alone. 32 bytes a thing.
 */
export function createBuckets() {
  let capacity = 0
  let tokens = new Float64Array(0)
  let reserve = new Float64Array(0)
  let arrivedMs = new Float64Array(0)
  let measuredMs = new Float64Array(0)

  function grow(number: number): void {
    capacity = Math.max(number + 1, capacity * 2, 1024)
    const grown = (old: Float64Array) => {
      const array = new Float64Array(capacity).fill(Number.NaN)
      array.set(old)
      return array
    }
    tokens = grown(tokens)
    reserve = grown(reserve)
    arrivedMs = grown(arrivedMs)
    measuredMs = grown(measuredMs)
  }

  return {
    /** Takes a token for one reading; false when there is none. */
    take(number: number, perMinute: number, atMs: number, nowMs: number): boolean {
      if (number >= capacity) grow(number)
      const arrived = arrivedMs[number] as number
      if (Number.isNaN(arrived)) {
        tokens[number] = perMinute - 1
        reserve[number] = perMinute * CATCH_UP - 1
        arrivedMs[number] = nowMs
        measuredMs[number] = atMs
        return true
      }
      const passed = Math.max(0, nowMs - arrived)
      const measured = Math.max(0, atMs - (measuredMs[number] as number))
      const rate = perMinute / MINUTE_MS
      const now = Math.min(perMinute, (tokens[number] as number) + Math.max(passed, measured) * rate)
      const spare = Math.min(perMinute * CATCH_UP, (reserve[number] as number) + passed * rate)
      const isLeft = now >= 1 && spare >= 1
      tokens[number] = isLeft ? now - 1 : now
      reserve[number] = isLeft ? spare - 1 : spare
      if (passed > 0) arrivedMs[number] = nowMs
      if (measured > 0) measuredMs[number] = atMs
      return isLeft
    },
    /** Begins anew with a full bucket. */
    refill(number: number): void {
      if (number < capacity) arrivedMs[number] = Number.NaN
    },
  }
}
