import type { Report } from '../../../contract/cases/index.ts'
import type { Bilingual } from '../../../contract/text.ts'
import { instantOf, timePattern } from '../table/local-time.ts'
import { positionOf, type RowFault } from '../table/position.ts'
import type { Row } from '../table/read-table.ts'
import type { Mapping } from './mapping.ts'

/** A row that means a report. */
export interface RowReport {
  readonly line: number
  readonly key: string
  readonly report: Report
}

const MAX_WORDS = 4000
const MAX_PLACE = 200

const SENTENCES = {
  no_key: { zh: '没有编号', en: 'no key' },
  twice: { zh: '同一编号在文件里出现过', en: 'this key was in the file before' },
  no_time: { zh: '没有时间', en: 'no time' },
  bad_time: { zh: '时间看不懂', en: 'the time does not fit the format' },
  skipped_time: {
    zh: '当地没有这个时刻（夏令时跳过）',
    en: 'no clock there showed this time (daylight saving skipped it)',
  },
  future_time: { zh: '时间在将来', en: 'the time lies in the future' },
  no_position: { zh: '没有坐标', en: 'no coordinates' },
  bad_position: { zh: '坐标不对', en: 'the coordinates are no place on Earth' },
  unknown_category: { zh: '类别不在对照表里', en: 'the category is not in the mapping' },
  nothing: { zh: '没有类别也没有描述', en: 'neither a category nor words' },
} as const satisfies Record<string, Bilingual>

export type RowCode = keyof typeof SENTENCES

interface Meaning {
  readonly mapping: Mapping
  readonly now: Date
}

const filled = (text: string, { cells }: Row, most: number): string =>
  [...text.replace(/\{([^{}]+)\}/g, (_, column: string) => cells[column] ?? '').trim()].slice(0, most).join('')

function timeOf({ mapping, now }: Meaning, pattern: RegExp | null, { cells }: Row): Date | RowCode {
  const text = cells[mapping.time.column] ?? ''
  if (text === '') return 'no_time'
  const at = instantOf(text, pattern, mapping.zone)
  if (at === 'format') return 'bad_time'
  if (at === 'gap') return 'skipped_time'
  return at > now ? 'future_time' : at
}

function reporterOf({ reporter }: Mapping, { cells }: Row): Report['reporter'] {
  if (reporter === undefined) return undefined
  const name = reporter.name === undefined ? '' : (cells[reporter.name] ?? '')
  const phone = reporter.phone === undefined ? '' : (cells[reporter.phone] ?? '')
  return name === '' && phone === '' ? undefined : { name: name.slice(0, 60), phone: phone.slice(0, 30) }
}

function meaningOf(meaning: Meaning, pattern: RegExp | null, row: Row): Report | RowCode {
  const { mapping } = meaning
  const { cells } = row
  const at = timeOf(meaning, pattern, row)
  if (typeof at === 'string') return at
  const position = positionOf(mapping.position, row)
  if (typeof position === 'string') return position
  const category = mapping.category.map[cells[mapping.category.column] ?? '']
  if (category === undefined && mapping.category.unmapped === 'refuse') return 'unknown_category'
  const words = filled(mapping.words, row, MAX_WORDS)
  if (category === undefined && words === '') return 'nothing'
  const { column, map, otherwise } = mapping.channel
  const reporter = reporterOf(mapping, row)
  return {
    channel: (column === undefined ? undefined : map[cells[column] ?? '']) ?? otherwise,
    ...(category !== undefined && { category }),
    words,
    place: filled(mapping.place, row, MAX_PLACE),
    position,
    photos: [],
    occurredAt: at.toISOString(),
    ...(reporter !== undefined && { reporter }),
  }
}

/** What the rows of a file mean, and why some mean nothing. Pure: the same rows, mapping and moment give the same. */
export function readRows(rows: readonly Row[], meaning: Meaning): { reports: RowReport[]; faults: RowFault[] } {
  const { format } = meaning.mapping.time
  const pattern = format === undefined ? null : timePattern(format)
  const reports: RowReport[] = []
  const faults: RowFault[] = []
  const seen = new Set<string>()
  for (const row of rows) {
    const key = row.cells[meaning.mapping.key] ?? ''
    const known = key === '' ? 'no_key' : seen.has(key) ? 'twice' : undefined
    seen.add(key)
    const found = known ?? meaningOf(meaning, pattern, row)
    if (typeof found === 'string') faults.push({ line: row.line, key, code: found, text: SENTENCES[found] })
    else reports.push({ line: row.line, key, report: found })
  }
  return { reports, faults }
}
