import assert from 'node:assert/strict'

/** Waits for a condition and fails when it does not come true in time: what tests do instead of sleeping. */
export async function until<T>(
  condition: () => T | undefined | false | Promise<T | undefined | false>,
  what = 'the condition',
  limitMs = 20_000,
): Promise<T> {
  const began = performance.now()
  for (;;) {
    const value = await condition()
    if (value !== undefined && value !== false) return value
    if (performance.now() - began > limitMs) assert.fail(`${what} did not come true within ${limitMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
