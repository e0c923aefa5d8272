/** Where the time comes from: the only way to ask for now, so that tests and replays can hold it still. */
export interface Clock {
  now(): Date
}

/** The clock of the machine. */
export const systemClock: Clock = { now: () => new Date() }
