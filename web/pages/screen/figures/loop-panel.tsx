import type { Overview } from '../../../../contract/cases/index.ts'
import { Panel } from '../../../ui/parts/panel.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import { texts as common } from '../texts.ts'
import { Door, type List } from './door.tsx'
import css from './figures.module.css'
import { texts } from './texts.ts'

const minuteMs = 60_000
const steps = ['reported', 'filed', 'dispatched', 'disposed', 'closed'] as const

/** Today's loop, from reported to closed, each figure opening its cases. */
export function LoopPanel({ it }: { it: Overview }) {
  const t = useText(texts)
  const none = useText(common)('none')
  const format = useFormat()
  const { today, onTimeShare, medianMinutes } = it
  const opened: List = { queue: 'all', order: 'newest', openedFrom: today.since }
  const closed: List = { queue: 'all', order: 'newest', closedFrom: today.since }
  return (
    <Panel
      title={t('loop')}
      remark={
        <Door to={closed} hint={t('medianWhy')}>
          {t('median')}{' '}
          <b className="figures">{medianMinutes === null ? none : format.span(medianMinutes * minuteMs)}</b>
        </Door>
      }
    >
      <ol className={css.loop}>
        {steps.map((step) => (
          <li key={step}>
            <Door to={step === 'reported' ? opened : { ...opened, reached: step }}>
              <b className="figures">{format.number(today[step])}</b>
              <span>{t(step)}</span>
            </Door>
          </li>
        ))}
      </ol>
      <Passage today={today} />
      <dl className={css.shares}>
        <div>
          <dt title={t('onTimeWhy')}>{t('onTime')}</dt>
          <dd className="figures">
            <Door to={closed}>{onTimeShare === null ? none : format.percent(onTimeShare)}</Door>
          </dd>
        </div>
        <div>
          <dt title={t('reworkWhy')}>{t('rework')}</dt>
          <dd className="figures">
            <Door to={{ ...opened, reworked: true }}>
              {today.reworkShare === null ? none : format.percent(today.reworkShare)}
            </Door>
          </dd>
        </div>
      </dl>
    </Panel>
  )
}

/** How far today's cases have come: closed, handled and not yet closed, filed and not yet handled. The figures stand above. */
function Passage({ today }: { today: Overview['today'] }) {
  const { reported, filed, disposed, closed } = today
  const whole = Math.max(reported, filed, 1)
  const parts = [
    ['closed', closed],
    ['disposed', Math.max(0, disposed - closed)],
    ['filed', Math.max(0, filed - Math.max(disposed, closed))],
  ] as const
  return (
    <div className={css.passage} aria-hidden="true">
      {parts.map(([name, count]) => (
        <i key={name} data-part={name} style={{ width: `${(count / whole) * 100}%` }} />
      ))}
    </div>
  )
}
