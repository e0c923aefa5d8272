/** What the detector is set to: one set for every series. Rates are shares a reading moves an average by. */
export interface DetectorParameters {
  /** Of the quick level and the quick spread. */
  readonly quick: number
  /** Of the level a reading is compared with. */
  readonly level: number
  /** Of the usual size of each deviation. */
  readonly scale: number
  /** Of the usual value of an hour of the day and of an hour of the week. */
  readonly slot: number
  /** Of the mean and spread each deviation is judged against. */
  readonly judge: number
  /** How many usual sizes a deviation counts for at most while the usual size is learnt from it. */
  readonly clip: number
  /** How many spreads one deviation adds at most. */
  readonly ceiling: number
  /** Readings after which a peak is half forgotten; until then only a higher one is reported. */
  readonly halfLife: number
  /** Readings it learns from before it says anything. */
  readonly warmUp: number
  /** Readings for which nothing more is reported after a report. */
  readonly pause: number
  /** Share of the newest peak that a new surprise must pass. */
  readonly peak: number
  /** What a surprise is divided by: a ground, what its series has reported before, and its usual surprise, each times these. */
  readonly ground: number
  readonly habit: number
  readonly calm: number
  /** Of the memory of what was reported, each time something is. */
  readonly learn: number
  /** From which surprise on a report silences and is remembered in full. */
  readonly telling: number
  /** The surprise that is an anomaly: its score is one half. Stricter than what scores best, see README.md. */
  readonly told: number
  /** Weight of each kind of deviation, in the order of REASONS. */
  readonly weights: readonly number[]
}

/** Found by a random search over labelled series; how, and how far to trust it, is in README.md. */
export const PARAMETERS: DetectorParameters = {
  quick: 0.219,
  level: 0.000637,
  scale: 0.000018,
  slot: 0.0795,
  judge: 0.000117,
  clip: 27.7,
  ceiling: 4.24,
  halfLife: 2246,
  warmUp: 10,
  pause: 53,
  peak: 1.03,
  weights: [0.201, 0, 0.963, 1.19, 0.471, 0.466, 0.445, 0.7],
  ground: 0.656,
  habit: 2.76,
  calm: 0.127,
  learn: 0.234,
  telling: 0.468,
  told: 0.9,
}
