import { type KeyboardEvent, lazy, Suspense, useId, useMemo, useRef, useState } from 'react'
import type { Alarm } from '../../contract/sensing.ts'
import type { ThingSeries } from '../../contract/series.ts'
import { Loading } from '../ui/faces/faces.tsx'
import { useText } from '../ui/texts/use-text.ts'
import { useFormat } from '../ui/time/use-format.ts'
import type { ChartHandle } from './chart/chart.tsx'
import { placedOf } from './chart/lines.ts'
import { optionOf } from './chart/option.ts'
import { useLook } from './chart/use-look.ts'
import css from './series.module.css'
import { texts } from './texts.ts'

// The drawing library is large: it is loaded where a course is drawn, and nowhere else.
const Chart = lazy(async () => ({ default: (await import('./chart/chart.tsx')).Chart }))

interface CourseProps {
  title: string
  series: ThingSeries
  alarms: readonly Alarm[]
  onEarlier: () => void
  onLater: () => void
}

/** The drawing of a series, gone through by arrow keys; what is pointed at is said below it too. */
export function Course({ title, series, alarms, onEarlier, onLater }: CourseProps) {
  const t = useText(texts)
  const format = useFormat()
  const help = useId()
  const placed = useMemo(() => placedOf(series), [series])
  const look = useLook(series, placed, alarms.length)
  const option = useMemo(() => optionOf(series, placed, alarms, look), [series, placed, alarms, look])
  const drawing = useRef<ChartHandle>(null)
  const [at, setAt] = useState<number | null>(null)

  function go(by: 1 | -1): void {
    const places = placed.flatMap(({ point }, index) => (point === null ? [] : [index]))
    const here = at === null ? -1 : places.indexOf(at)
    const next = places.at(here === -1 ? (by === 1 ? 0 : -1) : Math.min(Math.max(here + by, 0), places.length - 1))
    if (next === undefined) return
    setAt(next)
    drawing.current?.show(next)
  }

  function onKeyDown(event: KeyboardEvent): void {
    const { key, shiftKey } = event
    if (key !== 'ArrowLeft' && key !== 'ArrowRight') return
    event.preventDefault()
    const isBack = key === 'ArrowLeft'
    if (!shiftKey) go(isBack ? -1 : 1)
    else {
      setAt(null)
      if (isBack) onEarlier()
      else onLater()
    }
  }

  const when = { from: format.when(series.from), to: format.when(series.to) }
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset holds controls; this holds one drawing that arrow keys go through */}
      <div
        className={css.course}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys go from point to point
        tabIndex={0}
        aria-label={t('chartOf', { property: title, ...when })}
        aria-describedby={help}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setAt(null)
          drawing.current?.hide()
        }}
      >
        <Suspense fallback={<Loading lines={3} />}>
          <Chart option={option} className={css.chart} handle={drawing} />
        </Suspense>
      </div>
      <p id={help} className="visually-hidden">
        {t('chartHelp')}
      </p>
      <p className={`figures ${css.said}`} role="status">
        {at === null ? look.summary : look.say(at)}
      </p>
    </>
  )
}
