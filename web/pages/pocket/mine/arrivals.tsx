import { Link } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import type { Reported } from '../../../../contract/cases/index.ts'
import type { Arrived } from '../../../api/outbox/shown.ts'
import { useArrived } from '../../../api/outbox/use-outbox.tsx'
import { page } from '../../../paths.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import css from './mine.module.css'
import { texts } from './texts.ts'

/** Says what has just arrived, with its number. */
export function Arrivals() {
  const [arrived, setArrived] = useState<Arrived | null>(null)
  useArrived(useCallback((next: Arrived) => setArrived(next), []))
  return (
    <div role="status" className={css.arrived}>
      {arrived && <Says arrived={arrived} />}
    </div>
  )
}

function Says({ arrived: { item, reply } }: { arrived: Arrived }) {
  const t = useText(texts)
  const said = useSaid()
  if (item.work.kind === 'step') return <p>{t('stepArrived', { action: said(item.work.action) })}</p>
  // The server's answer to a report, as the contract has it.
  const { case: id, number, joined } = reply as Reported
  return (
    <p>
      <Link {...page.pocketCase(id)}>{t(joined ? 'joined' : 'arrived', { number })}</Link>
    </p>
  )
}
