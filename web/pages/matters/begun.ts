import type { MatterAction } from '../../../contract/matter.ts'

/** An action begun, and the version of the matter the person had before them when they began it. */
export interface Begun {
  readonly action: MatterAction
  readonly version: number
}
