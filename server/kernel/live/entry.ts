/** What a page is told of an entry. Never its personal fields; of its payload only what the module made public. */
export interface LiveEntry {
  readonly ordinal: number
  readonly kind: string
  readonly matter: string | null
  readonly version: number | null
  readonly divisionKey: string
  readonly at: string
  readonly data?: object
}
