import { Button } from 'antd'
import { useApi } from '../../../api/query.ts'
import { api } from '../../../paths.ts'
import { Panel } from '../../../ui/parts/panel.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import { isOfCases } from '../queues/use-queues.ts'
import css from './call.module.css'
import { texts } from './texts.ts'
import type { CallState } from './use-call.ts'

const nowhere = { lon: 0, lat: 0 }

/** Open cases around the point, live: one thing is taken down once. */
export function NearbyCases({ state: { call, fill } }: { state: CallState }) {
  const t = useText(texts)
  const format = useFormat()
  const { position, joins, category } = call
  const query = { ...(position ?? nowhere), ...(category && { category: category.code }) }
  const nearby = useApi(api.nearby(query), { enabled: position !== null, refreshOn: isOfCases }).data ?? []
  if (position === null || nearby.length === 0) return null
  return (
    <Panel title={t('nearby')}>
      <ul className={css.nearby}>
        {nearby.map(({ id, number, title, distanceM, openedAt }) => (
          <li key={id} data-chosen={joins?.id === id}>
            <div>
              <b>{title}</b>
              <span className="figures">
                {t('away', { metres: Math.round(distanceM), time: format.when(openedAt) })}
              </span>
            </div>
            {joins?.id === id ? (
              <Button size="small" onClick={() => fill({ joins: null })}>
                {t('notSame')}
              </Button>
            ) : (
              <Button size="small" onClick={() => fill({ joins: { id, number } })}>
                {t('same')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
