import { z } from 'zod'
import { MatterAction } from '../matter.ts'
import { Bilingual, Instant } from '../text.ts'
import { Category, Report } from './report.ts'

/** `POST /api/v1/public/reports`: a report from somebody without an account. Name and phone are theirs to give. */
export const PublicReport = Report.omit({ channel: true, joins: true })
export type PublicReport = z.infer<typeof PublicReport>
export type PublicReportInput = z.input<typeof PublicReport>

/** `GET /api/v1/public/categories`: what can be reported, without the conditions it is filed under. */
export const PublicCategory = Category.pick({ code: true, title: true, className: true, words: true })
export type PublicCategory = z.infer<typeof PublicCategory>

/** The secret of a report's link, 128 bits. Whoever has it is taken for the one who reported. */
export const ReportToken = z.string().regex(/^[A-Za-z0-9_-]{22}$/, 'the 22 characters after /r/')

/** What the person takes away: the number to quote, and the page to follow it on, such as `/r/<token>`. */
export const PublicReported = z.object({ number: z.string(), link: z.string() })
export type PublicReported = z.infer<typeof PublicReported>

/** `POST /api/v1/public/reports/find`: a new link for whoever knows the number and the phone number given with it. */
export const FindReport = z.object({
  number: z.string().trim().min(1).max(40),
  phone: z.string().trim().min(1).max(30),
})
export type FindReport = z.infer<typeof FindReport>
export const ReportLink = z.object({ link: z.string() })
export type ReportLink = z.infer<typeof ReportLink>

/** What the reporter may do now; `until` is when that ends. */
export const ReporterAction = MatterAction.extend({ until: Instant.nullable() })
export type ReporterAction = z.infer<typeof ReporterAction>

/** `GET /api/v1/public/reports/:token`: how it goes, in plain words and without anybody's name. */
export const ReportProgress = z.object({
  number: z.string(),
  title: z.string(),
  place: z.string(),
  openedAt: Instant,
  version: z.number().int(),
  done: z.boolean(),
  /** How far along: 0 received, 1 being handled, 2 being checked, 3 done; null where it ended without. */
  stage: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]).nullable(),
  /** How it stands now. */
  says: Bilingual,
  /** By when what; null where nothing is counted. */
  deadline: z.object({ says: Bilingual, dueAt: Instant, late: z.boolean() }).nullable(),
  /** What happened, the newest first. */
  steps: z.array(z.object({ at: Instant, says: Bilingual })),
  /** What this person told, the first first. */
  told: z.array(z.object({ at: Instant, words: z.string() })),
  /** The pictures this person sent, and once it is done those taken afterwards. */
  photos: z.array(z.object({ id: z.uuid(), kind: z.enum(['scene', 'after']) })),
  actions: z.array(ReporterAction),
  /** Whether words and photos can still be added. */
  open: z.boolean(),
})
export type ReportProgress = z.infer<typeof ReportProgress>

/** `POST /api/v1/public/reports/:token/additions`. */
export const ReportAddition = z.object({
  words: z.string().trim().max(2000).default(''),
  photos: z.array(z.uuid()).max(9).default([]),
})
export type ReportAddition = z.infer<typeof ReportAddition>
export type ReportAdditionInput = z.input<typeof ReportAddition>
