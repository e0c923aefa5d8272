import type { Case } from '../../../../contract/cases/index.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import { distanceM } from '../place/distance.ts'
import { GuideLink } from '../place/guide-link.tsx'
import { useDistance } from '../place/use-distance.ts'
import { fixOf, usePosition } from '../place/use-position.ts'
import css from './case.module.css'
import { texts } from './texts.ts'

/** Where it is and how far, and what was said of it. */
export function WhereAndWhat({ it }: { it: Case }) {
  const t = useText(texts)
  const said = useSaid()
  const format = useFormat()
  const distance = useDistance()
  const here = fixOf(usePosition(false).where)
  const path = it.divisionPath.slice(-2).map(said).join(' · ')
  const grid = it.grid.responsibility ?? it.grid.unit
  const told = it.eventList.filter(({ words }) => words !== '')
  return (
    <>
      <section className={css.panel} aria-labelledby="where">
        <h2 id="where">{t('where')}</h2>
        <div className={css.where}>
          <p>
            <b>{it.place || path}</b>
            <small>{[it.place && path, grid && t('grid', { grid })].filter(Boolean).join(' · ')}</small>
            {here && <small>{distance(distanceM(here, it.position))}</small>}
          </p>
          {!it.done && <GuideLink to={it.position} name={it.place || it.title} />}
        </div>
      </section>
      <section className={css.panel} aria-labelledby="what">
        <h2 id="what">{t('what')}</h2>
        {told.length === 0 && <p className={css.quiet}>{it.category ? said(it.category.title) : t('noWords')}</p>}
        <ul className={css.told}>
          {told.map(({ id, occurredAt, words }) => (
            <li key={id}>
              <p>{words}</p>
              <time dateTime={occurredAt}>{format.when(occurredAt)}</time>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
