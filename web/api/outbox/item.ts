import type { ReportInput } from '../../../contract/cases/report.ts'
import type { Step } from '../../../contract/matter.ts'
import type { Bilingual } from '../../../contract/text.ts'

/** A photo of an item, taken and kept on the device. `as` is what it shows: `scene`, or a field such as `photos.before`. */
export interface TakenPhoto {
  readonly id: string
  readonly as: string
  readonly sent: boolean
  /** Why the server would not have this one. */
  readonly problem?: Failure | null
}

/** A report, with what is said of it before the server knows it. */
export interface ReportWork {
  readonly kind: 'report'
  readonly report: Omit<ReportInput, 'photos' | 'position'> & { readonly position: ReportInput['position'] | null }
  readonly category: Bilingual | null
  /** The place was chosen by hand, and not by the phone. */
  readonly placed?: boolean
}

/** A step on a case, with the words it was offered in. */
export interface StepWork {
  readonly kind: 'step'
  readonly caseId: string
  readonly title: string
  readonly action: Bilingual
  readonly step: Step
}

/** Why the server, or nobody, took it: what is kept of an `ApiProblem`. */
export interface Failure {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly params: Readonly<Record<string, unknown>>
}

/**
 * Something written on this device and not yet at the server. Pages of other versions read it too: fields are only ever
 * added, and optional.
 */
export interface Item {
  /** The command's id, given when it was begun: the server does it once, however often it is sent. */
  readonly id: string
  /** Only this account sends it. */
  readonly account: string
  /** When it was written, in ms by the server's clock. */
  readonly writtenAt: number
  /** `draft` is still being written, `waiting` goes when it can, `refused` needs its writer. */
  readonly state: 'draft' | 'waiting' | 'refused'
  readonly work: ReportWork | StepWork
  readonly photos: readonly TakenPhoto[]
  /** How often the server broke on it, and when it may be tried again, in ms. */
  readonly failures: number
  readonly retryAt: number
  readonly problem: Failure | null
}

/** A draft begun now. */
export const newItem = (id: string, account: string, writtenAt: number, work: Item['work']): Item => ({
  id,
  account,
  writtenAt,
  state: 'draft',
  work,
  photos: [],
  failures: 0,
  retryAt: 0,
  problem: null,
})

/**
 * An item to be sent from the beginning: a photo that arrived long ago may be gone at the server, and one that is there
 * costs a question.
 */
export const letGo = (item: Item): Item => ({
  ...item,
  photos: item.photos.map((photo) => ({ ...photo, sent: false, problem: null })),
  state: 'waiting',
  failures: 0,
  retryAt: 0,
  problem: null,
})

/** Items of one lane, those of a case, go in the order in which they were written. */
export function laneOf({ id, work }: Item): string {
  if (work.kind === 'step') return work.caseId
  return work.report.joins ?? id
}

/** The body a report is sent with. Without a place it is not finished. */
export function reportOf({ photos, writtenAt }: Item, { report }: ReportWork): ReportInput {
  if (report.position === null) throw new Error('a report without a place was sent')
  const ids = photos.map(({ id }) => id)
  return { ...report, position: report.position, photos: ids, occurredAt: new Date(writtenAt).toISOString() }
}

/** The body a step is sent with: its photos stand in the fields they were taken for. */
export function stepOf({ photos }: Item, { step }: StepWork): Step {
  const given: Record<string, string[]> = {}
  for (const { id, as } of photos) given[as] = [...(given[as] ?? []), id]
  return { ...step, input: { ...step.input, ...given } }
}
