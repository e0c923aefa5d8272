/** What sending in parts needs of the world. */
export interface PartEdges {
  /** How many bytes the server keeps already, and whether it has the whole photo. */
  readonly kept: () => Promise<Kept>
  /** Adds bytes at an offset. */
  readonly append: (offset: number, part: Blob) => Promise<Kept>
  /** Whether trying again may help, or from which offset on. */
  readonly retry: (problem: unknown) => 'again' | { readonly from: number } | null
  /** Throws when the person gave it up meanwhile. */
  readonly wait: (ms: number) => Promise<void>
  /** How often in a row a part may fail; a queue that asks again by itself needs few. */
  readonly tries?: number
}

interface Kept {
  readonly kept: number
  readonly done: boolean
}

/** Small enough that a part comes through a bad network, large enough to be few. */
export const partBytes = 256 * 1024
const usualTries = 6
const firstWaitMs = 500

/**
 * Sends a photo part by part and goes on where the server stands: after a lost connection, a reload of the page with the same
 * id, or a restart of the server. `heard` is told the share that has arrived.
 */
export async function sendParts(photo: Blob, edges: PartEdges, heard: (share: number) => void): Promise<void> {
  const { tries = usualTries } = edges
  let failures = 0
  let at: Kept | null = null
  while (at === null || !at.done) {
    try {
      at ??= await edges.kept()
      if (at.done) break
      heard(photo.size === 0 ? 0 : at.kept / photo.size)
      at = await edges.append(at.kept, photo.slice(at.kept, at.kept + partBytes))
      failures = 0
    } catch (problem) {
      const next = edges.retry(problem)
      failures += 1
      if (next === null || failures >= tries) throw problem
      if (next !== 'again') at = { kept: next.from, done: false }
      else {
        await edges.wait(firstWaitMs * 2 ** (failures - 1))
        // What arrived before the answer was lost is not sent twice.
        at = null
      }
    }
  }
  heard(1)
}
