import type { Case } from '../../../../../contract/cases/index.ts'
import { useSaid, useText } from '../../../../ui/texts/use-text.ts'
import { SeverityMark } from '../../parts/severity-mark.tsx'
import css from '../case.module.css'
import { texts } from '../texts.ts'
import { Lookers } from './lookers.tsx'
import { StepsBar } from './steps-bar.tsx'

/** Number, category and condition, title, where it stands, and who else is here. */
export function CaseHead({ it }: { it: Case }) {
  const t = useText(texts)
  const said = useSaid()
  const about = [
    it.category ? said(it.category.title) : t('noCategory'),
    it.condition && t('filedUnder', { condition: said(it.condition.title) }),
    it.condition && t('closing', { condition: said(it.condition.closing) }),
  ]
  return (
    <header className={css.head}>
      <p className={css.about}>
        <span className="figures">{it.number}</span>
        {about.filter(Boolean).map((each) => (
          <span key={each}>{each}</span>
        ))}
      </p>
      <h2 id="case-title">
        {it.severity && <SeverityMark level={it.severity} />}
        {it.title}
      </h2>
      <StepsBar it={it} />
      {it.words !== '' && <p className={css.told}>{it.words}</p>}
      <Lookers it={it} />
    </header>
  )
}
