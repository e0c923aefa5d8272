import { WorkCalendar } from '../../../../contract/calendar.ts'
import china from './china.json' with { type: 'json' }
import weekdays from './weekdays.json' with { type: 'json' }

const calendars = new Map([china, weekdays].map((data) => [data.id, WorkCalendar.parse(data)]))

/** The working calendars that come with the program, by id: a place names one in its settings. */
export const shippedCalendars: ReadonlyMap<string, WorkCalendar> = calendars
