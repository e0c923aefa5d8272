import { useState } from 'react'
import type { Nearby } from '../../../../contract/cases/index.ts'
import type { ReportWork } from '../../../api/outbox/item.ts'
import { Action } from '../../../ui/pocket/action.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import type { ChangeReport } from './change.ts'
import css from './report.module.css'
import { texts } from './texts.ts'

/** Nearer than a phone can tell. */
const hereM = 5

interface NearbyPartProps {
  /** The nearest first. */
  nearby: Nearby
  report: ReportWork['report']
  onChange: ChangeReport
}

/** The open case nearby that this may be: one thing is worked on once, and everybody who told of it hears how it ends. */
export function NearbyPart({ nearby, report, onChange }: NearbyPartProps) {
  const t = useText(texts)
  const format = useFormat()
  const [others, setOthers] = useState<ReadonlySet<string>>(new Set())
  const joined = nearby.find(({ id }) => id === report.joins)
  if (joined)
    return (
      <section className={css.joined} role="status">
        <p>{t('joins', { title: joined.title })}</p>
        <Action weight="quiet" onPress={() => onChange({ joins: undefined })}>
          {t('unjoin')}
        </Action>
      </section>
    )
  const same = nearby.find(
    ({ id, category }) => !others.has(id) && (report.category === undefined || category === report.category),
  )
  if (same === undefined) return null
  return (
    <section className={css.nearby} aria-labelledby="nearby">
      <h2 id="nearby">{same.distanceM < hereM ? t('nearbyHere') : t('nearby', { metres: same.distanceM })}</h2>
      <b>{same.title}</b>
      <p>{t('nearbyHow', { when: format.when(same.openedAt) })}</p>
      <div>
        <Action weight="likely" onPress={() => onChange({ joins: same.id })}>
          {t('join')}
        </Action>
        <Action onPress={() => setOthers(new Set([...others, same.id]))}>{t('notSame')}</Action>
      </div>
    </section>
  )
}
