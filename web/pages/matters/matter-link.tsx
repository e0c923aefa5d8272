import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { MatterRow } from '../../../contract/matter.ts'
import { page } from '../../paths.ts'
import { rowLook } from '../../ui/list/row.ts'
import { Clock } from '../../ui/parts/clock.tsx'
import { useSaid } from '../../ui/texts/use-text.ts'
import { useFormat } from '../../ui/time/use-format.ts'

/** One line of the list: what, where it stands, and its clock. */
export function MatterLink({ row, chosen }: { row: MatterRow; chosen: boolean }) {
  const said = useSaid()
  const format = useFormat()
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    if (chosen) link.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <Link ref={link} {...page.matter(row.id)} className={rowLook} aria-current={chosen ? 'true' : undefined}>
      <b>{row.title}</b>
      {row.dueAt ? (
        <Clock dueAt={row.dueAt} lightAt={row.lightAt} counts={row.counts && said(row.counts)} />
      ) : (
        <time dateTime={row.changedAt}>{format.when(row.changedAt)}</time>
      )}
      <span>{[said(row.kindName), row.division].filter(Boolean).join(' · ')}</span>
      <span>{said(row.state.name)}</span>
    </Link>
  )
}
