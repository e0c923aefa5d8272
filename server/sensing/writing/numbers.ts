export type Numbers = ReturnType<typeof createNumbers>

/** Numbers every reading of the store, in the order of the batches. */
export function createNumbers() {
  let last = 0
  return {
    next: (): number => {
      last += 1
      return last
    },
    /** Sets some numbers apart for readings not yet known to be new; gives the number before the first. */
    reserve(count: number): number {
      const before = last
      last += count
      return before
    },
    restore: (no: number): void => {
      last = no
    },
  }
}
