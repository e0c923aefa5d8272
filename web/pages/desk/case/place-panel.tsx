import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Case } from '../../../../contract/cases/index.ts'
import { useGround } from '../../../api/ground.ts'
import { useMay } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { CityMap } from '../../../map/city-map.tsx'
import type { CaseMark } from '../../../map/marks.ts'
import { api, page } from '../../../paths.ts'
import { lightState } from '../../../ui/parts/light-state.ts'
import { Panel } from '../../../ui/parts/panel.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { now } from '../../../ui/time/now.ts'
import css from './case.module.css'
import { texts } from './texts.ts'

const sizes = { blue: 0, yellow: 1, orange: 2, red: 3 } as const
const states = { green: 'open', amber: 'soon', red: 'late' } as const

/** The case on the map. Its light is as of when it was drawn: the clock beside it is the one that counts. */
function markOf({ case: id, position, title, done, severity, dueAt, lightAt }: Case): CaseMark {
  const light = lightState(dueAt, lightAt, now())
  return {
    id,
    ...position,
    says: [title],
    state: done ? 'done' : states[light ?? 'green'],
    severity: severity ? sizes[severity] : 0,
  }
}

/** Where it is: the map of its neighbourhood, divisions and grids, and what is open around it. */
export function PlacePanel({ it }: { it: Case }) {
  const t = useText(texts)
  const said = useSaid()
  const navigate = useNavigate()
  const ground = useGround()
  const mayList = useMay('report.make')
  const nearby = useApi(api.nearby(it.position), { enabled: mayList }).data ?? []
  const others = nearby.filter(({ id }) => id !== it.case)
  const marks = useMemo(() => [markOf(it)], [it])
  const path = it.divisionPath.map(said).join(' / ')
  const grids = [it.grid.unit, it.grid.responsibility].filter((code) => code !== null)
  return (
    <Panel title={t('place')} remark={it.place}>
      <div className={css.map}>
        <CityMap
          ground={ground}
          label={t('map', { place: it.place })}
          cases={marks}
          selected={it.case}
          division={it.divisionKey}
          onOpen={({ of, id }) => of === 'case' && void navigate(page.deskCase(id))}
        />
      </div>
      <p className={css.quiet}>{[path, ...grids.map((code) => t('grid', { code }))].join(' · ')}</p>
      {others.length > 0 && (
        <details className={css.nearby}>
          <summary>{t('nearby', { count: others.length })}</summary>
          <ul>
            {others.map(({ id, title, distanceM }) => (
              <li key={id}>
                <Link {...page.deskCase(id)}>{title}</Link>{' '}
                <span className="figures">{t('away', { metres: Math.round(distanceM) })}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  )
}
