import { Link } from '@tanstack/react-router'
import type { CaseRow } from '../../../../contract/cases/index.ts'
import type { Division } from '../../../../contract/city/index.ts'
import { page } from '../../../paths.ts'
import { rowLook } from '../../../ui/list/row.ts'
import { Clock } from '../../../ui/parts/clock.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import { SeverityMark } from '../parts/severity-mark.tsx'
import { texts as deskTexts } from '../texts.ts'
import { texts } from './texts.ts'

interface CaseLineProps {
  row: CaseRow
  /** It is no longer in this list. */
  gone: boolean
  chosen: boolean
  areas: readonly Division[]
  /** The list holds cases in several states. */
  withState: boolean
}

/** One line of the list: what, where, how it came in, and its clock. */
export function CaseLine({ row, gone, chosen, areas, withState }: CaseLineProps) {
  const t = useText(texts)
  const desk = useText(deskTexts)
  const said = useSaid()
  const format = useFormat()
  const area = areas.find(({ divisionKey }) => row.divisionKey.startsWith(divisionKey))
  const where = [row.title.includes(row.place) ? null : row.place, area ? said(area.name) : row.division]
  const about = [
    ...where,
    withState && said(row.state.name),
    row.claimant !== null && desk('claimedBy', { name: row.claimant }),
  ]
  return (
    <Link
      {...page.deskCase(row.case)}
      className={rowLook}
      data-case-row=""
      data-gone={gone}
      aria-current={chosen ? 'true' : undefined}
    >
      <b>
        {row.severity && <SeverityMark level={row.severity} />}
        {row.title}
      </b>
      {gone ? (
        <em>{t('gone')}</em>
      ) : row.dueAt ? (
        <Clock dueAt={row.dueAt} lightAt={row.lightAt} counts={row.counts && said(row.counts)} />
      ) : (
        <time dateTime={row.changedAt}>{format.when(row.changedAt)}</time>
      )}
      <span>{about.filter(Boolean).join(' · ')}</span>
      <span className="figures">
        {desk(row.channel)}
        {row.events > 1 && ` ×${row.events}`}
      </span>
    </Link>
  )
}
