import { useState } from 'react'
import type { Alarm } from '../../contract/sensing.ts'
import type { ThingSeries as Series } from '../../contract/series.ts'
import { useMay } from '../api/me.ts'
import { useApi } from '../api/query.ts'
import { Answer } from '../frame/answer.tsx'
import { api } from '../paths.ts'
import { Empty } from '../ui/faces/faces.tsx'
import { useText } from '../ui/texts/use-text.ts'
import { useFormat } from '../ui/time/use-format.ts'
import { Course } from './course.tsx'
import { csvName, csvOf } from './csv.ts'
import { Outlook } from './outlook.tsx'
import { earlierThan, laterThan, type Range, spanning, spans } from './range.ts'
import css from './series.module.css'
import { AlarmTable, PointTable } from './tables.tsx'
import { texts } from './texts.ts'

/** What goes on is asked for again; nothing in the journal says that a reading came. */
const everyMs = 30_000
const alarmsAtOnce = 200

/** One property that can be drawn. */
export interface Drawable {
  readonly id: string
  readonly title: string
}

interface ThingSeriesProps {
  /** The thing by its code or id. */
  thing: string
  properties: readonly Drawable[]
  /** Points asked for: about as many as the drawing is wide. */
  points?: number
}

/**
 * The courses of a thing: one property over a day, a week, a month or a year, back and forth, with its alarms, a table of
 * what is drawn, and the same as CSV. Needs nothing around it but somebody signed in.
 */
export function ThingSeries({ thing, properties, points = 480 }: ThingSeriesProps) {
  const t = useText(texts)
  const [first] = properties
  const [chosen, choose] = useState(first?.id)
  const [range, show] = useState<Range>({ span: 'day', to: null })
  const property = properties.find(({ id }) => id === chosen) ?? first
  const asked = useApi(
    api.thingSeries(thing, {
      property: property?.id ?? '',
      span: range.span,
      points,
      ...(range.to && { to: range.to }),
    }),
    { keepPrevious: true, enabled: property !== undefined, ...(range.to === null && { everyMs }) },
  )
  if (property === undefined) return <p className={css.quiet}>{t('textsOnly')}</p>
  return (
    <div className={css.series}>
      <div className={css.bar}>
        {properties.length > 1 && (
          <select aria-label={t('property')} value={property.id} onChange={({ target }) => choose(target.value)}>
            {properties.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        )}
        <SpanChoice range={range} onShow={show} />
      </div>
      <Answer of={asked} lines={4}>
        {(series) => <Shown series={series} title={property.title} range={range} onShow={show} />}
      </Answer>
    </div>
  )
}

interface RangeProps {
  range: Range
  onShow: (range: Range) => void
}

function SpanChoice({ range, onShow }: RangeProps) {
  const t = useText(texts)
  return (
    <fieldset className={css.spans}>
      <legend className="visually-hidden">{t('spanLegend')}</legend>
      {spans.map((span) => (
        <button
          key={span}
          type="button"
          aria-pressed={span === range.span}
          onClick={() => onShow(spanning(span, range))}
        >
          {t(span)}
        </button>
      ))}
    </fieldset>
  )
}

interface ShownProps extends RangeProps {
  series: Series
  title: string
}

function Shown({ series, title, range, onShow }: ShownProps) {
  const t = useText(texts)
  const format = useFormat()
  const alarms = useAlarms(series)
  const earlier = () => onShow(earlierThan(series, range))
  const later = () => range.to !== null && onShow(laterThan(series, range))
  const { points, newestAt, bucketMs, from, to } = series
  return (
    <>
      <div className={css.bar}>
        <button type="button" onClick={earlier}>
          ← {t('earlier')}
        </button>
        <span className={`figures ${css.when}`}>{t('fromTo', { from: format.when(from), to: format.when(to) })}</span>
        <button type="button" onClick={later} disabled={range.to === null}>
          {t('later')} →
        </button>
        <button type="button" onClick={() => onShow({ span: range.span, to: null })} disabled={range.to === null}>
          {t('newest')}
        </button>
      </div>
      {points.length === 0 ? (
        <Empty title={t(newestAt === null ? 'neverRead' : 'none')}>{newestAt !== null && t('noneWhy')}</Empty>
      ) : (
        <>
          <Course title={title} series={series} alarms={alarms} onEarlier={earlier} onLater={later} />
          <Legend series={series} hasAlarms={alarms.length > 0} />
        </>
      )}
      <div className={css.foot}>
        {points.length > 0 && <PointTable series={series} />}
        <AlarmTable alarms={alarms} />
        {points.length > 0 && range.to === null && series.kind === 'number' && <Outlook series={series} />}
        {points.length > 0 && (
          <a className={css.download} download={csvName(series)} href={hrefOf(csvOf(series))}>
            {t('download')}
          </a>
        )}
        {bucketMs !== null && <span className={css.quiet}>{t('perPoint', { span: format.span(bucketMs) })}</span>}
      </div>
    </>
  )
}

/** An address that holds the file itself: it is small, and nothing has to be given back. */
const hrefOf = (csv: string): string => `data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`

/** The alarms of the thing that lasted into the time shown. */
function useAlarms({ thing, from, to }: Series): readonly Alarm[] {
  const mayView = useMay('alarm.view')
  const asked = useApi(api.alarms({ thing: thing.id, state: 'all', before: to, limit: alarmsAtOnce }), {
    enabled: mayView,
    refreshOn: ({ kind }) => kind.startsWith('alarm.'),
    keepPrevious: true,
  })
  return (asked.data?.items ?? []).filter(({ clearedAt }) => clearedAt === null || clearedAt > from)
}

function Legend({ series, hasAlarms }: { series: Series; hasAlarms: boolean }) {
  const t = useText(texts)
  const isSingle = series.bucketMs === null
  return (
    <p className={css.legend} aria-hidden="true">
      <span data-mark="line">{t(isSingle ? 'reading' : 'mean')}</span>
      {!isSingle && series.kind === 'number' && <span data-mark="band">{t('band')}</span>}
      {hasAlarms && <span data-mark="alarm">{t('alarm')}</span>}
    </p>
  )
}
