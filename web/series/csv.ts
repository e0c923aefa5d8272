import type { ThingSeries } from '../../contract/series.ts'

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/**
 * What is shown as CSV (RFC 4180): the time in UTC, and the value, or mean, least, most and count of each stretch. Begins
 * with a byte order mark, without which spreadsheets take the unit for Latin letters.
 */
export function csvOf({ property, unit, bucketMs, points }: ThingSeries): string {
  const named = unit === null || unit === '1' ? property : `${property} (${unit})`
  const columns = bucketMs === null ? ['time', named] : ['time', `${named} mean`, 'min', 'max', 'readings']
  const rows = points.map(({ at, mean, min, max, count }) =>
    (bucketMs === null ? [at, mean] : [at, mean, min, max, count]).map(String),
  )
  return `\uFEFF${[columns, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`
}

/** Characters that no system takes in a file's name. */
const UNSAFE = /[^\p{L}\p{N}._-]+/gu

/** A name that says what it is and when: `WG-001_level_2026-11-20_2026-11-21.csv`. */
export const csvName = ({ thing, property, from, to }: ThingSeries): string =>
  `${[thing.code, property, from.slice(0, 10), to.slice(0, 10)].join('_').replace(UNSAFE, '-')}.csv`
