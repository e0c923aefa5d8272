import { useState } from 'react'
import type { Crew } from '../../../../contract/city/index.ts'
import { staffApi } from '../../../api/manage.ts'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { useDivisionName, useUnitName } from '../parts/places.ts'
import { StandingBar } from '../parts/standing.tsx'
import { texts as common } from '../texts.ts'
import { CrewForm } from './crew-form.tsx'
import { texts } from './texts.ts'

/** One crew and who is in it. */
export function CrewSheet({ crew, refresh }: { crew: Crew; refresh: () => void }) {
  const t = useText(texts)
  const c = useText(common)
  const said = useSaid()
  const unitName = useUnitName()
  const division = useDivisionName()
  const [changing, setChanging] = useState(false)
  const asked = useApi(staffApi.crewMembers(crew.id), { refreshOn: ({ kind }) => kind === 'crew.saved' })
  const saved = () => {
    setChanging(false)
    void asked.refetch()
    refresh()
  }
  return (
    <Answer of={asked}>
      {({ items }) =>
        changing ? (
          <CrewForm crew={crew} members={items} onSaved={saved} onLeave={() => setChanging(false)} />
        ) : (
          <div className={css.stack}>
            <StandingBar retired={crew.retired} onChange={() => setChanging(true)} />
            <dl className={css.facts}>
              <dt>{c('unit')}</dt>
              <dd>{unitName(crew.unitId)}</dd>
              <dt>{c('division')}</dt>
              <dd>{division(crew.divisionKey)}</dd>
              <dt>{t('base')}</dt>
              <dd className="figures">{crew.base ? `${crew.base.lon}, ${crew.base.lat}` : t('noBase')}</dd>
            </dl>
            <h3>{t('members')}</h3>
            <ul>
              {items.map(({ personId, name, leads }) => (
                <li key={personId}>
                  {said(name)} {leads && <span className={css.quiet}>· {t('leader')}</span>}
                </li>
              ))}
            </ul>
          </div>
        )
      }
    </Answer>
  )
}
