import type { Cases } from '../cases/index.ts'
import type { City } from '../city/index.ts'
import type { Kernel } from '../kernel/index.ts'
import type { Sensing } from '../sensing/index.ts'

/** The rooms things are imported into. */
export interface Rooms {
  readonly kernel: Kernel
  readonly city: City
  readonly cases: Cases
  readonly sensing: Sensing
}
