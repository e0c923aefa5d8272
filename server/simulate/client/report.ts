import type { Reported, ReportInput } from '../../../contract/cases/index.ts'
import { idFrom } from '../../kernel/ids.ts'
import { loginOf, residentOf } from '../cast.ts'
import type { PlannedReport } from '../model/reports.ts'
import type { Door } from './door.ts'
import { type KnownPlace, pointOn } from './place.ts'

const DEGREE_DIGITS = 6

const fill = (words: string, parts: Readonly<Record<string, string>>): string =>
  words.replace(/\{(\w+)\}/g, (whole, name: string) => parts[name] ?? whole)

const degrees = (value: number): number => Number(value.toFixed(DEGREE_DIGITS))

/** What is sent for a planned report; undefined in a place without roads, or without that category. */
export function reportOf(place: KnownPlace, planned: PlannedReport): ReportInput | undefined {
  const category = place.categories.find(({ code }) => code === planned.category)
  const point = pointOn(place.roads, planned.place, planned.along)
  if (category === undefined || point === undefined) return undefined
  return {
    channel: planned.channel,
    category: category.code,
    words: fill(planned.words, { where: point.name[planned.language] }),
    position: { lon: degrees(point.lon), lat: degrees(point.lat) },
    occurredAt: new Date(planned.atMs).toISOString(),
  }
}

const reporterOf = ({ channel, who }: PlannedReport): string =>
  loginOf(channel === 'resident' ? residentOf(who) : channel)

/** Sends a report; the same plan sent again is the same report. A point just outside the place is nobody's. */
export async function sendReport(
  door: Door,
  place: KnownPlace,
  seed: number,
  planned: PlannedReport,
): Promise<string | undefined> {
  const report = reportOf(place, planned)
  if (report === undefined) return undefined
  const commandId = idFrom('simulate.report', String(seed), planned.key)
  const answer = await door.call(reporterOf(planned), 'POST', '/api/v1/reports', report, commandId)
  return answer.status === 200 ? (answer.body as Reported).case : undefined
}
