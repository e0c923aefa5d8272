/** Moments at which things want to be looked at, earliest first, things in order of number within a moment. */
export interface DueQueue {
  push(dueMs: number, thing: number): void
  /** The earliest moment, or Infinity. */
  peek(): number
  /** Takes the earliest out; its thing. */
  pop(): number
}

/** A binary heap over two growing arrays. */
export function createDueQueue(): DueQueue {
  const dues: number[] = []
  const things: number[] = []

  const before = (a: number, b: number): boolean => {
    const first = dues[a] ?? Number.POSITIVE_INFINITY
    const second = dues[b] ?? Number.POSITIVE_INFINITY
    return first < second || (first === second && (things[a] ?? 0) < (things[b] ?? 0))
  }
  const swap = (a: number, b: number): void => {
    const [due = 0, thing = 0] = [dues[a], things[a]]
    dues[a] = dues[b] ?? 0
    things[a] = things[b] ?? 0
    dues[b] = due
    things[b] = thing
  }
  const sink = (): void => {
    for (let at = 0; ; ) {
      const left = 2 * at + 1
      const right = left + 1
      let least = left < dues.length && before(left, at) ? left : at
      if (right < dues.length && before(right, least)) least = right
      if (least === at) return
      swap(at, least)
      at = least
    }
  }
  return {
    push(dueMs, thing) {
      dues.push(dueMs)
      things.push(thing)
      for (let at = dues.length - 1; at > 0; ) {
        const parent = (at - 1) >> 1
        if (!before(at, parent)) return
        swap(at, parent)
        at = parent
      }
    },
    peek: () => dues[0] ?? Number.POSITIVE_INFINITY,
    pop() {
      const thing = things[0] ?? -1
      swap(0, dues.length - 1)
      dues.pop()
      things.pop()
      sink()
      return thing
    },
  }
}
