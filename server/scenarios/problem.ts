import type { Texts } from '../../contract/pack/index.ts'

/** Something wrong with a pack, and where. An `error` keeps the pack from being installed, a `warning` does not. */
export interface Problem {
  /** The check that found it, and what it found: `rules/unknown-property`. */
  readonly code: string
  readonly severity: 'error' | 'warning'
  /** From the pack's folder. */
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly column: number
  readonly text: Texts
}
