import { ABSENCE_REASONS } from '../../../../contract/absence-reasons.ts'
import type { Absence } from '../../../../contract/absences.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { now } from '../../../ui/time/now.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import css from '../manage.module.css'
import { texts } from './texts.ts'

/** Why somebody is away. */
export function Reason({ of }: { of: Absence['reason'] }) {
  const said = useSaid()
  return <>{said(ABSENCE_REASONS[of])}</>
}

/** From when until when. */
export function Span({ of: { from, until } }: { of: Absence }) {
  const format = useFormat()
  return (
    <>
      {format.when(from)} — {format.when(until)}
    </>
  )
}

/** Whether silence counts at the moment, in a word and a shape. */
export function AbsenceState({ of: { from, until, endedAt } }: { of: Absence }) {
  const t = useText(texts)
  const format = useFormat()
  const at = now()
  if (endedAt !== null) return <span className={css.quiet}>○ {t('endedAt', { time: format.when(endedAt) })}</span>
  if (Date.parse(until) <= at) return <span className={css.quiet}>○ {t('over')}</span>
  if (Date.parse(from) > at) return <span className={css.soon}>▲ {t('coming')}</span>
  return <span className={css.good}>● {t('lasting')}</span>
}

/** Whether an absence can still be ended. */
export const isOpen = ({ until, endedAt }: Absence): boolean => endedAt === null && Date.parse(until) > now()
