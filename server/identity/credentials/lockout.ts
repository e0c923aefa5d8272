/** How often signing in failed for one account name or from one address. */
export interface Attempts {
  failures: number
  lastAt: Date
  lockedUntil: Date | null
}

/** After `free` failures each further one locks, twice as long as the one before, up to a limit. */
export interface Policy {
  free: number
  firstLockMs: number
  longestLockMs: number
}

const MINUTE_MS = 60_000

/** One account: five tries, then 1, 2, 4 … 30 minutes. */
export const ACCOUNT_POLICY: Policy = { free: 5, firstLockMs: MINUTE_MS, longestLockMs: 30 * MINUTE_MS }

/** One address, behind which a whole office may sit. */
export const ADDRESS_POLICY: Policy = { free: 50, firstLockMs: MINUTE_MS, longestLockMs: 30 * MINUTE_MS }

/** Failures are forgotten a day after the last. */
export const FORGET_MS = 24 * 60 * MINUTE_MS

/** Until when no try is allowed, or null. */
export const lockedUntil = (attempts: Attempts | undefined, now: Date): Date | null =>
  attempts?.lockedUntil && attempts.lockedUntil > now ? attempts.lockedUntil : null

/**
 * Counts a try as failed before it is known to be: of many tries at once no more than the free ones get to the password.
 * A try that succeeds takes it back.
 */
export function charge(attempts: Attempts | undefined, now: Date, policy: Policy): Attempts {
  const remembered = attempts !== undefined && now.getTime() - attempts.lastAt.getTime() < FORGET_MS
  const failures = (remembered ? attempts.failures : 0) + 1
  const over = failures - policy.free
  const lockMs = over < 0 ? 0 : Math.min(policy.firstLockMs * 2 ** Math.min(over, 20), policy.longestLockMs)
  return { failures, lastAt: now, lockedUntil: lockMs === 0 ? null : new Date(now.getTime() + lockMs) }
}
