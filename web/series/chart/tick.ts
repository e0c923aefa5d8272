import type { Language } from '../../ui/texts/language.ts'

/** Names a tick of an axis of wall clock times written as if they were UTC: a year, a month, a day, else the time of day. */
export function tickIn(language: Language): (wallMs: number) => string {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  const named = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', hourCycle: 'h23', ...options })
    return (at: Date): string => formatter.format(at)
  }
  const year = named({ year: 'numeric' })
  const month = named({ month: 'short' })
  const day = named({ month: 'short', day: 'numeric' })
  const time = named({ hour: '2-digit', minute: '2-digit' })
  return (wallMs) => {
    const at = new Date(wallMs)
    if (at.getUTCHours() + at.getUTCMinutes() + at.getUTCSeconds() > 0) return time(at)
    if (at.getUTCDate() !== 1) return day(at)
    return at.getUTCMonth() === 0 ? year(at) : month(at)
  }
}
