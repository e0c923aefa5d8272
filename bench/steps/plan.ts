import type { Seat } from './people.ts'

/** Cases by their numbers, both ends inclusive. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** What is measured: steps taken in this order on one case after another. */
export interface Plan {
  readonly name: string
  readonly cases: Range
  /** Whether a case that has been through it can go through it again. */
  readonly again: boolean
  readonly turns: readonly {
    readonly who: keyof Seat
    readonly action: string
    readonly input?: object
    readonly photos?: readonly string[]
  }[]
}

/** The smallest step there is, taken back at once. */
export const claims = (cases: Range): Plan => ({
  name: 'cases.steps',
  cases,
  again: true,
  turns: [
    { who: 'dispatcher', action: 'claim' },
    { who: 'dispatcher', action: 'release' },
  ],
})

/** A case's whole way from its dispatcher to its closing. */
export const wholeWay = (cases: Range, unitId: string): Plan => ({
  name: 'cases.steps.way',
  cases,
  again: false,
  turns: [
    { who: 'dispatcher', action: 'claim' },
    { who: 'dispatcher', action: 'dispatch', input: { unitId } },
    { who: 'crew', action: 'accept' },
    { who: 'crew', action: 'finish', photos: ['before', 'after'] },
    { who: 'inspector', action: 'pass' },
    { who: 'inspector', action: 'close', input: { reason: 'condition_met' } },
  ],
})
