/** A bucket of tokens: `rate` a second flow in, `burst` is the most it holds. Gives how long to wait for the next one. */
export function createBucket(rate: number, burst: number): (nowMs: number) => number {
  let tokens = burst
  let filledAtMs = 0
  return (nowMs) => {
    tokens = Math.min(burst, tokens + ((nowMs - filledAtMs) * rate) / 1000)
    filledAtMs = nowMs
    tokens -= 1
    return tokens >= 0 ? 0 : (-tokens * 1000) / rate
  }
}
