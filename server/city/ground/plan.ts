import type { Position } from './shape/plane.ts'

/** A division to be laid out, and what lies in it. */
export interface DivisionPlan {
  /** The national code, if there is one. */
  readonly code: string
  readonly nameZh: string
  readonly nameEn: string
  /** 1 city, 2 district, 3 street or town, 4 community. */
  readonly level: number
  /** Where it should lie; without it the generator spreads the children evenly. */
  readonly at?: Position | undefined
  /** How large it should be beside its siblings; any unit, 1 when absent. */
  readonly weight?: number | undefined
  readonly children?: readonly DivisionPlan[] | undefined
}

/** A named river or road drawn as a line. */
export interface LinePlan {
  readonly nameZh: string
  readonly nameEn: string
  /** For roads: expressway, trunk or street. For waters: river or canal. */
  readonly kind: string
  readonly widthM: number
  readonly line: readonly Position[]
}

/** Everything that tells one place from another; the rest follows from the seed. */
export interface GroundPlan {
  readonly seed: number
  readonly outline: readonly Position[]
  /** Divisions above the outline, outermost first: they have a name and a code but no drawn boundary. */
  readonly ancestors: readonly DivisionPlan[]
  /** The division that fills the outline. */
  readonly tree: DivisionPlan
  readonly waters: readonly LinePlan[]
  readonly roads: readonly LinePlan[]
  /** The direction most streets run in, degrees counter-clockwise from east. */
  readonly bearingDeg: number
}
