import type { Language } from '../texts/language.ts'

const secondMs = 1_000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** An instant as the wire, the clock or a chart has it. */
export type Moment = string | number | Date

export type Format = ReturnType<typeof createFormat>

const units = {
  zh: { day: ' 天', hour: ' 小时', minute: ' 分', second: ' 秒' },
  en: { day: ' d', hour: ' h', minute: ' min', second: ' s' },
} as const

/** Times are read in the zone of the place, whatever the browser's; `now` decides what is today. */
export function createFormat(language: Language, zone: string, now: () => number) {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  const unit = units[language]
  const inZone = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...options })
    return (at: Moment): string => formatter.format(new Date(at))
  }
  const time = inZone({ hour: '2-digit', minute: '2-digit' })
  const second = inZone({ hour: '2-digit', minute: '2-digit', second: '2-digit' })
  const monthDay = inZone({ month: 'short', day: 'numeric' })
  const date = inZone({ year: 'numeric', month: 'short', day: 'numeric' })
  const year = inZone({ year: 'numeric' })
  const weekday = inZone({ weekday: 'short' })
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })

  /** The day: `11月21日`, with the year when it is another. */
  const day = (at: Moment): string => (year(at) === year(now()) ? monthDay(at) : date(at))

  return {
    /** `14:26` */
    time,
    /** `14:26:08` */
    second,
    day,
    weekday,
    /** `14:26` today, `11月20日 14:26` on other days. */
    when: (at: Moment): string => (date(at) === date(now()) ? time(at) : `${day(at)} ${time(at)}`),
    /** A span in its two largest units: `3 小时 42 分`, `3 h 42 min`. */
    span: (ms: number): string => {
      const left = Math.max(0, ms)
      if (left < minuteMs) return `${Math.floor(left / secondMs)}${unit.second}`
      if (left < hourMs) return `${Math.floor(left / minuteMs)}${unit.minute}`
      const [large, largeUnit, smallMs, smallUnit] =
        left < dayMs ? [hourMs, unit.hour, minuteMs, unit.minute] : [dayMs, unit.day, hourMs, unit.hour]
      const rest = Math.floor((left % large) / smallMs)
      const head = `${Math.floor(left / large)}${largeUnit}`
      return rest === 0 ? head : `${head} ${rest}${smallUnit}`
    },
    /** A clock's face without its sign: `0:42` is hours and minutes; seconds in the last minute, days beyond two. */
    face: (ms: number): string => {
      const left = Math.abs(ms)
      if (left < minuteMs) return `${Math.floor(left / secondMs)}${unit.second}`
      if (left >= 2 * dayMs) return `${Math.floor(left / dayMs)}${unit.day}`
      return `${Math.floor(left / hourMs)}:${String(Math.floor((left % hourMs) / minuteMs)).padStart(2, '0')}`
    },
    /** `1,284`; at most two decimals. */
    number: (value: number): string => count.format(value),
    /** `97.8%` of a share between 0 and 1. */
    percent: (value: number): string => share.format(value),
  }
}
