import type { Overview } from '../../../../contract/cases/index.ts'
import { Panel } from '../../../ui/parts/panel.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import { Door } from './door.tsx'
import css from './figures.module.css'
import { texts } from './texts.ts'

type Hour = Overview['hours'][number]

const hourMs = 3_600_000
const labelEvery = 4

const end = ({ from }: Hour): string => new Date(Date.parse(from) + hourMs).toISOString()

/** On a phone the hours are pushed sideways; the last are shown first. */
const showLast = (list: HTMLElement | null): void => list?.scrollTo(list.scrollWidth, 0)

/** The last day by hour: clues, the signals among them, and the cases they became. A bar opens the cases of its hour. */
export function HoursPanel({ hours }: { hours: readonly Hour[] }) {
  const t = useText(texts)
  const format = useFormat()
  const sum = (of: 'signals' | 'events' | 'cases'): number => hours.reduce((total, hour) => total + hour[of], 0)
  const sums = { signals: sum('signals'), events: sum('events'), cases: sum('cases') }
  const whole = Math.max(1, ...hours.map(({ events, cases }) => Math.max(events, cases)))
  const [first] = hours
  return (
    <Panel
      title={t('hours')}
      remark={
        first && (
          <span className={css.legend}>
            <i data-part="events" /> {t('clues')} <i data-part="signals" /> {t('signals')} <i data-part="cases" />{' '}
            {t('cases')}{' '}
            <Door to={{ queue: 'all', order: 'newest', openedFrom: first.from }}>
              <span className="figures">{sums.events === 0 ? t('nothingInHours') : t('hoursSum', sums)}</span>
            </Door>
          </span>
        )
      }
    >
      <ol ref={showLast} className={css.hours}>
        {hours.map((hour, index) => (
          <li key={hour.from} data-now={index === hours.length - 1}>
            <Door
              to={{ queue: 'all', order: 'newest', openedFrom: hour.from, openedTo: end(hour) }}
              label={t('hour', { ...hour, from: format.time(hour.from) })}
            >
              <span className={css.column}>
                <i data-part="events" style={{ height: `${(hour.events / whole) * 100}%` }}>
                  <i data-part="signals" style={{ height: `${(hour.signals / Math.max(1, hour.events)) * 100}%` }} />
                </i>
                <i data-part="cases" style={{ height: `${(hour.cases / whole) * 100}%` }} />
              </span>
            </Door>
            <time dateTime={hour.from}>{(hours.length - 1 - index) % labelEvery === 0 && format.time(hour.from)}</time>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
