import type { Case } from '../../../../contract/cases/index.ts'
import { Clock } from '../../../ui/parts/clock.tsx'
import { Panel } from '../../../ui/parts/panel.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import css from './case.module.css'
import { texts } from './texts.ts'

/** The clock that runs: what it counts, when it ends, and how that was reckoned. */
export function LimitPanel({ it }: { it: Case }) {
  const t = useText(texts)
  const said = useSaid()
  const format = useFormat()
  const { dueAt, lightAt, counts, clock } = it
  const explain = clock?.explain ?? []
  return (
    <Panel
      title={counts ? t('limitOf', { name: said(counts) }) : t('limit')}
      remark={dueAt && t('dueAt', { time: format.when(dueAt) })}
    >
      {dueAt ? (
        <Clock big dueAt={dueAt} lightAt={lightAt} counts={null} />
      ) : (
        <p className={css.quiet}>{t('noLimit')}</p>
      )}
      {explain.length > 0 && (
        <ul className={css.explain} aria-label={t('reckoned')}>
          {explain.map((step, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two clocks may say the same, and lines are never moved
            <li key={at}>{said(step)}</li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
