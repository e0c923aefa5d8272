import { z } from 'zod'
import { Bilingual, Instant } from '../text.ts'
import { CaseRow } from './case.ts'
import { Channel, Severity } from './report.ts'

/**
 * Of a division, by default the largest the person looks after. `wall` asks for what may hang where anybody passes,
 * whoever asks: no free words, no house numbers, no names of people.
 */
export const OverviewQuery = z.object({ division: z.string().optional(), wall: z.stringbool().default(false) })
export type OverviewQuery = z.infer<typeof OverviewQuery>

/** `GET /api/v1/cases/overview`: the Screen's figures. Days are days of the place. */
export const Overview = z.object({
  at: Instant,
  division: z.object({ key: z.string(), name: Bilingual, path: z.array(Bilingual) }),
  /** Of cases opened today. */
  today: z.object({
    /** When the day began: with it the list behind each figure is asked for. */
    since: Instant,
    /** Clues of those cases: several may be of one. */
    reported: z.number().int(),
    filed: z.number().int(),
    dispatched: z.number().int(),
    disposed: z.number().int(),
    closed: z.number().int(),
    /** Rework as a share of closed, null while nothing is closed. */
    reworkShare: z.number().nullable(),
  }),
  /** Of cases due or closed today: the share in time, null while there are none. */
  onTimeShare: z.number().nullable(),
  /** Median time from opening to closing of cases closed today, minutes. */
  medianMinutes: z.number().nullable(),
  open: z.object({
    total: z.number().int(),
    green: z.number().int(),
    amber: z.number().int(),
    red: z.number().int(),
    bySeverity: z.object({
      blue: z.number().int(),
      yellow: z.number().int(),
      orange: z.number().int(),
      red: z.number().int(),
    }),
  }),
  /** The divisions one level below, like compared with like. */
  divisions: z.array(
    z.object({
      key: z.string(),
      name: Bilingual,
      open: z.number().int(),
      late: z.number().int(),
      closedToday: z.number().int(),
      medianMinutes: z.number().nullable(),
    }),
  ),
  /** Signals, clues of every channel, and cases opened: the last 24 hours, oldest first, the one not yet over included. */
  hours: z.array(
    z.object({ from: Instant, signals: z.number().int(), events: z.number().int(), cases: z.number().int() }),
  ),
  /** What needs somebody: late first, then soonest due. */
  needs: z.array(CaseRow),
})
export type Overview = z.infer<typeof Overview>

/**
 * `GET /api/v1/cases/map`: open cases and those closed today, small enough to draw all; `truncated` when there are more. For
 * a wall, what people told lies at the middle of its division, never where it is.
 */
export const CasePoints = z.object({
  items: z.array(
    z.object({
      case: z.uuid(),
      number: z.string(),
      title: z.string(),
      channel: Channel,
      lon: z.number(),
      lat: z.number(),
      severity: Severity.nullable(),
      state: z.string(),
      done: z.boolean(),
      dueAt: Instant.nullable(),
      lightAt: Instant.nullable(),
    }),
  ),
  truncated: z.boolean(),
})
export type CasePoints = z.infer<typeof CasePoints>

/** `GET /api/v1/cases/recent`: what was last done about cases, newest first; what follows comes over the live stream. */
export const RecentQuery = OverviewQuery.extend({ limit: z.coerce.number().int().min(1).max(100).default(30) })
export type RecentQuery = z.infer<typeof RecentQuery>

export const RecentEntry = z.object({
  ordinal: z.number().int(),
  at: Instant,
  kind: z.string(),
  sentence: Bilingual,
  case: z.uuid(),
  number: z.string(),
  title: z.string(),
  channel: Channel,
  severity: Severity.nullable(),
  division: Bilingual.nullable(),
  openedAt: Instant,
  /** Whether this ended the case. */
  ended: z.boolean(),
})
export type RecentEntry = z.infer<typeof RecentEntry>
export const Recent = z.object({ items: z.array(RecentEntry) })
export type Recent = z.infer<typeof Recent>
