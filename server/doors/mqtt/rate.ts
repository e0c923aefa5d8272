/** A bucket of tokens that flow in with time. */
export interface Bucket {
  tokens: number
  filledAtMs: number
}

/** Takes tokens, `rate` a second flowing in and `burst` the most it holds. Gives how long to wait before the next; 0 for not at all. */
export function drawTokens(bucket: Bucket, count: number, rate: number, burst: number, nowMs: number): number {
  bucket.tokens = Math.min(burst, bucket.tokens + ((nowMs - bucket.filledAtMs) * rate) / 1000) - count
  bucket.filledAtMs = nowMs
  return bucket.tokens >= 0 ? 0 : (-bucket.tokens * 1000) / rate
}
