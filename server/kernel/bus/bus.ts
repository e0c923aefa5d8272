import { createDurable, type Durable, type FollowDeps, type Handler } from './durable.ts'

/** Lets modules act on what others wrote: named followers of the sealed journal, each with a cursor of its own. */
export function createBus(deps: FollowDeps) {
  const followers = new Map<string, Durable>()
  let started = false

  return {
    /**
     * Follows entries of some kinds. The handler may see an entry again after a crash and must then do nothing new: its
     * commands carry `entry.commandIdFor(word)`. An entry it keeps failing on is parked (`follower.parked`) and passed over.
     */
    follow(name: string, kinds: readonly string[], handler: Handler, options: { from?: 'start' | 'now' } = {}): void {
      if (followers.has(name)) throw new Error(`follower ${name} is registered twice`)
      const loop = kinds.find((kind) => kind.startsWith('follower.'))
      if (loop !== undefined) throw new Error(`${name} cannot follow ${loop}: failing on it would write another`)
      const durable = createDurable({ name, kinds, handler, from: options.from ?? 'start' }, deps)
      followers.set(name, durable)
      if (started) durable.start()
    },
    start(): void {
      started = true
      for (const follower of followers.values()) follower.start()
    },
    async stop(): Promise<void> {
      started = false
      await Promise.all([...followers.values()].map((follower) => follower.stop()))
    },
    /** Resolves when every follower has handled what is sealed. */
    async settled(): Promise<void> {
      await Promise.all([...followers.values()].map((follower) => follower.settled()))
    },
    /** Hands a parked entry to its follower once more; throws what the follower throws. */
    async retry(name: string, ordinal: number): Promise<void> {
      const follower = followers.get(name)
      if (follower === undefined) throw new Error(`no follower ${name}`)
      await follower.retry(ordinal)
    },
    /** The kinds somebody follows and the ordinals each follower is behind, for figures and tests. */
    followers: (): { name: string; lag: number }[] =>
      [...followers.values()].map((follower) => ({ name: follower.name, lag: follower.lag() })),
  }
}
