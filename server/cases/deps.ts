import type { ThingContact } from '../../contract/city/index.ts'
import type { Bilingual } from '../../contract/text.ts'
import type { Ctx } from '../kernel/actor.ts'
import type { Tx } from '../kernel/database/pool.ts'
import type { FlowWorld } from '../kernel/flow/index.ts'
import type { Photos } from '../kernel/photos/index.ts'

/** Where a point lies. */
export interface Located {
  readonly divisionKey: string
  readonly unitGrid: string | null
  readonly responsibilityGrid: string | null
}

export interface Division {
  readonly key: string
  readonly code: string
  readonly name: Bilingual
  /** Where it is written on a map; null while nobody drew it. */
  readonly centre: { readonly lon: number; readonly lat: number } | null
}

/** A unit a case could go to, and why it is offered. */
export interface UnitOffer {
  readonly id: string
  readonly name: Bilingual
  readonly because: Bilingual | null
}

/** What cases need of the city: places and units, answered from memory. */
export interface CityView {
  locate(lon: number, lat: number): Located | null
  /** The outermost division of this place. */
  root(): Division
  findDivision(key: string): Division | undefined
  /** From the outermost division down. */
  pathOf(key: string): readonly Division[]
  childrenOf(key: string): readonly Division[]
  findUnit(id: string): { id: string; name: Bilingual } | undefined
  /** Units for a subject in a division, the likeliest first. */
  unitsFor(subject: string | null, divisionKey: string, grid?: string | null): readonly UnitOffer[]
  /** Words for a position that has no address of its own. */
  addressOf(lon: number, lat: number): Bilingual | null
}

/** Names of accounts, as far as this reader may know them. */
export interface People {
  names(ctx: Ctx, accountIds: readonly string[]): Promise<ReadonlyMap<string, string>>
}

/** Told of every person who opens a case or acts on one; may refuse an act by throwing. */
export interface Attendance {
  opened(ctx: Ctx, caseId: string): void
  acting(ctx: Ctx, caseId: string): void
}

export interface CasesDeps {
  readonly city: CityView
  /** Whom to tell of a thing, by its code, read in a transaction that writes the look down. */
  readonly contactsOf: (tx: Tx, thing: string) => Promise<readonly ThingContact[]>
  /** Which of some codes are things at people's homes. */
  readonly privateThings: (tx: Tx, codes: readonly string[]) => Promise<ReadonlySet<string>>
  readonly people: People
  readonly photos: Photos
  readonly world: FlowWorld
  /** What the links of reports are made from: known to this installation only. */
  readonly linkSecret: string
  /** The time zone of the place: a day of cases is a day there. */
  readonly zone: string
  readonly attendance?: Attendance
}
