/** Whom an entry is about, beyond those who may see all of its kind: units and accounts. */
export interface Concerns {
  readonly units: readonly string[]
  readonly accounts: readonly string[]
}

/** What a page is told of an entry. Never its personal fields; of its payload only what the module made public. */
export interface LiveEntry {
  readonly ordinal: number
  readonly kind: string
  readonly matter: string | null
  readonly version: number | null
  readonly divisionKey: string
  readonly at: string
  readonly data?: object
  /** Decides who hears of it; never sent. */
  readonly concerns?: Concerns
}
