import type { Overview } from '../../../../contract/cases/index.ts'
import { Light } from '../../../ui/parts/clock.tsx'
import { Level } from '../../../ui/parts/level.tsx'
import { Panel } from '../../../ui/parts/panel.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import { levels } from '../search.ts'
import { Door } from './door.tsx'
import css from './figures.module.css'
import { texts } from './texts.ts'

const lights = ['red', 'amber', 'green'] as const

/** What is open now, by its light and by its level. */
export function OpenPanel({ open }: { open: Overview['open'] }) {
  const t = useText(texts)
  const format = useFormat()
  return (
    <Panel
      title={t('open')}
      remark={
        <Door to={{ queue: 'open' }} className={css.total}>
          <b className="figures">{format.number(open.total)}</b>
        </Door>
      }
    >
      <ul className={css.counts} aria-label={t('byLight')}>
        {lights.map((light) => (
          <li key={light}>
            <Door to={{ queue: 'open', light }}>
              <Light state={light} />
              <b className="figures">{format.number(open[light])}</b>
            </Door>
          </li>
        ))}
      </ul>
      <ul className={css.counts} aria-label={t('byLevel')}>
        {levels.map((level) => (
          <li key={level}>
            <Door to={{ queue: 'open', severity: level }}>
              <Level of={level} />
              <b className="figures">{format.number(open.bySeverity[level])}</b>
            </Door>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
