/** Why a time of a file could not be used. */
export type TimeFault = 'format' | 'gap'

const PARTS: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  MM: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{1,2})',
  hh: '(?<half>\\d{1,2})',
  mm: '(?<minute>\\d{1,2})',
  ss: '(?<second>\\d{1,2})',
  a: '(?<noon>[AaPp])\\.?[Mm]\\.?',
}

/** A pattern such as `MM/dd/yyyy hh:mm:ss a` (Unicode TR 35 letters) as an expression that takes it apart. */
export function timePattern(format: string): RegExp {
  const escaped = format.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replace(/yyyy|MM|dd|HH|hh|mm|ss|a/g, (part) => PARTS[part] ?? part)}$`)
}

function hourOf({ hour, half, noon }: Readonly<Record<string, string | undefined>>): number {
  if (half === undefined) return Number(hour ?? 0)
  const isAfternoon = noon?.toLowerCase() === 'p'
  return (Number(half) % 12) + (isAfternoon ? 12 : 0)
}

function plainOf(text: string, pattern: RegExp | null): Temporal.PlainDateTime | undefined {
  try {
    if (pattern === null) return Temporal.PlainDateTime.from(text.replace(' ', 'T'))
    const groups = pattern.exec(text)?.groups
    if (groups === undefined || Number(groups.half ?? 1) > 12 || Number(groups.half ?? 1) < 1) return undefined
    const { year = '', month = '', day = '', minute = 0, second = 0 } = groups
    const parts = { year: Number(year), month: Number(month), day: Number(day), hour: hourOf(groups) }
    const whole = { ...parts, minute: Number(minute), second: Number(second) }
    return Temporal.PlainDateTime.from(whole, { overflow: 'reject' })
  } catch {
    return undefined
  }
}

/** Whether the text is an instant by itself: it ends in a zone. */
const HAS_ZONE = /(?:[zZ]|[+-]\d{2}:?\d{2})$/

/**
 * An instant from a local time as a file has it. Of a time that the clock showed twice the first is taken; one that it
 * skipped is refused: nothing can have happened then.
 * @param pattern of `timePattern`; null for ISO 8601, with a zone of its own or without
 */
export function instantOf(text: string, pattern: RegExp | null, zone: string): Date | TimeFault {
  if (pattern === null && HAS_ZONE.test(text)) {
    const at = new Date(text)
    return Number.isNaN(at.getTime()) ? 'format' : at
  }
  const plain = plainOf(text, pattern)
  if (plain === undefined) return 'format'
  const there = plain.toZonedDateTime(zone, { disambiguation: 'compatible' })
  return there.toPlainDateTime().equals(plain) ? new Date(there.epochMilliseconds) : 'gap'
}
