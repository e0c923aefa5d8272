/** The next of a round that begins and ends at the whole, which has no key. */
export const nextOf = (round: readonly string[], here: string | undefined): string | undefined =>
  here === undefined ? round[0] : round[round.indexOf(here) + 1 || round.length]
