import { z } from 'zod'
import { Bilingual, Instant } from '../text.ts'
import { CaseRow } from './case.ts'

/** `GET /api/v1/cases/overview?division=`: the Screen's figures. Days are days of the place. */
export const OverviewQuery = z.object({ division: z.string().optional() })

export const Overview = z.object({
  at: Instant,
  division: z.object({ key: z.string(), name: Bilingual, path: z.array(Bilingual) }),
  /** Of cases opened today. */
  today: z.object({
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
  /** Clues and cases by hour over the last 24, oldest first. */
  hours: z.array(
    z.object({ from: Instant, signals: z.number().int(), events: z.number().int(), cases: z.number().int() }),
  ),
  /** What needs somebody: late first, then soonest due. */
  needs: z.array(CaseRow),
})
export type Overview = z.infer<typeof Overview>

/** `GET /api/v1/cases/map?division=`: open cases and those closed today, small enough to draw all. */
export const CasePoints = z.object({
  items: z.array(
    z.object({
      case: z.uuid(),
      number: z.string(),
      title: z.string(),
      lon: z.number(),
      lat: z.number(),
      severity: z.enum(['blue', 'yellow', 'orange', 'red']).nullable(),
      state: z.string(),
      done: z.boolean(),
      dueAt: Instant.nullable(),
      lightAt: Instant.nullable(),
    }),
  ),
})
export type CasePoints = z.infer<typeof CasePoints>
