import { useContext, useMemo } from 'react'
import type { ThingSeries } from '../../../contract/series.ts'
import { useLanguage } from '../../ui/texts/language.ts'
import { useText } from '../../ui/texts/use-text.ts'
import { words } from '../../ui/texts/words.ts'
import { useElder, useThemeName } from '../../ui/theme/theme.ts'
import { useFormat, Zone } from '../../ui/time/use-format.ts'
import { offsetIn } from '../../ui/time/zone.ts'
import { palettes, size } from '../../ui/tokens.ts'
import { texts } from '../texts.ts'
import { useValue } from '../use-value.ts'
import { boundsOf, countGaps, type Placed } from './lines.ts'
import type { Look } from './option.ts'
import { tickIn } from './tick.ts'

const levelWords = { blue: 'levelBlue', yellow: 'levelYellow', orange: 'levelOrange', red: 'levelRed' } as const
const smaller = 2

/** How a course is drawn and spoken of in this theme, language and zone. */
export function useLook(series: ThingSeries, placed: readonly Placed[], alarmCount: number): Look {
  const t = useText(texts)
  const word = useText(words)
  const format = useFormat()
  const value = useValue()
  const language = useLanguage()
  const zone = useContext(Zone)
  const theme = useThemeName()
  const elder = useElder()
  return useMemo(() => {
    const { unit, bucketMs, points, kind } = series
    const isYesNo = kind === 'boolean' && bucketMs === null
    const say = (read: number): string => value({ value: isYesNo ? read === 1 : read, unit })
    const ahead = offsetIn(zone)
    const bounds = boundsOf(points)
    const gaps = countGaps(placed)
    const summary = [
      bounds && kind === 'number' && t('summary', { min: say(bounds.min), max: say(bounds.max) }),
      points.length === 1 ? t('onePoint') : t('points', { count: points.length }),
      gaps > 0 && (gaps === 1 ? t('oneGap') : t('gaps', { count: gaps })),
      alarmCount > 0 && (alarmCount === 1 ? t('oneAlarm') : t('alarmsIn', { count: alarmCount })),
    ]
    return {
      palette: palettes[theme],
      fontPx: (elder ? size.elder : size.desk) - smaller,
      wallMs: (atMs) => atMs + ahead(atMs),
      tick: tickIn(language),
      value: (read) => (isYesNo ? say(Math.round(read)) : value({ value: read, unit: null })),
      say: (index) => {
        const { point, atMs } = placed[index] ?? {}
        if (point == null || atMs === undefined) return ''
        const time = format.when(point.at)
        if (bucketMs === null) return t('said', { time, value: say(point.mean) })
        const { mean, min, max, count } = point
        return t('saidOf', { time, mean: say(mean), min: say(min), max: say(max), count })
      },
      level: (severity) => word(levelWords[severity]),
      summary: summary.filter(Boolean).join(language === 'zh' ? '；' : '; '),
    }
  }, [series, placed, alarmCount, t, word, format, value, language, zone, theme, elder])
}
