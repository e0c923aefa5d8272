import { z } from 'zod'
import { Bilingual } from './text.ts'

/** A day of the place, `2026-02-15`. */
const day = z.iso.date()

/** A time of day to the minute; `24:00` ends a day. */
const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day such as 08:00')

const hours = z
  .strictObject({ from: timeOfDay, to: timeOfDay })
  .refine((window) => window.from < window.to, 'working hours end after they begin')

const year = z
  .strictObject({
    year: z.int().min(1900).max(2200),
    /** The notice these days were taken from. */
    source: z.string(),
    holidays: z.array(z.strictObject({ name: Bilingual, from: day, to: day })),
    /** Days off by the week that are worked all the same (调休). */
    workdays: z.array(day),
  })
  .superRefine((entry, problem) => {
    const days = [...entry.workdays, ...entry.holidays.flatMap((holiday) => [holiday.from, holiday.to])]
    for (const stray of days.filter((date) => !date.startsWith(`${entry.year}-`)))
      problem.addIssue({ code: 'custom', message: `${stray} is not a day of ${entry.year}` })
    for (const holiday of entry.holidays.filter((one) => one.to < one.from))
      problem.addIssue({ code: 'custom', message: `the holiday from ${holiday.from} ends before it begins` })
  })

const isOrdered = (windows: readonly { from: string; to: string }[]): boolean =>
  windows.every((window, index) => index === 0 || window.from >= (windows[index - 1]?.to ?? ''))

/** When a place works: its week, its hours, and year by year the holidays and the days worked in exchange. */
export const WorkCalendar = z.strictObject({
  id: z.string().min(1),
  name: Bilingual,
  /** Days of the week that are worked, Monday 1 to Sunday 7. */
  weekdays: z.array(z.int().min(1).max(7)).min(1),
  hours: z.array(hours).min(1).refine(isOrdered, 'working hours are listed in order and do not overlap'),
  /** What holds for a year not listed: `unknown` refuses to answer, `weekdays` has no holidays. */
  otherYears: z.enum(['unknown', 'weekdays']),
  years: z.array(year).default([]),
})

export type WorkCalendar = z.infer<typeof WorkCalendar>
