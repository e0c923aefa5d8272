import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { CaseRow } from '../../../../contract/cases/index.ts'
import { useMay } from '../../../api/me.ts'
import { page } from '../../../paths.ts'
import { Clock } from '../../../ui/parts/clock.tsx'
import { Level } from '../../../ui/parts/level.tsx'
import { Panel } from '../../../ui/parts/panel.tsx'
import { useFit } from '../../../ui/parts/use-fit.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { Door } from '../figures/door.tsx'
import { useWall } from '../wall/wall.ts'
import css from './now.module.css'
import { texts } from './texts.ts'

/** The height of a row, in em; as the style has it. */
const rowEm = 4.3

/** What needs somebody now, late first; each with its clock and the one way on. */
export function NeedsPanel({ rows, open }: { rows: readonly CaseRow[]; open: number }) {
  const t = useText(texts)
  const [box, fits] = useFit<HTMLUListElement>(rows.length, rowEm)
  const shown = rows.slice(0, fits)
  const remark = (
    <Door to={{ queue: 'open' }} hint={t('allNeeds')}>
      <span className="figures">{t('needsOf', { shown: shown.length, all: open })}</span>
    </Door>
  )
  return (
    <Panel title={t('needs')} remark={remark}>
      {rows.length === 0 && (
        <div className={css.nothing}>
          <p>{t('nothing')}</p>
          <p>{t('nothingWhy')}</p>
        </div>
      )}
      <ul ref={box} className={css.needs}>
        {shown.map((row) => (
          <li key={row.case}>
            <Need row={row} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Need({ row }: { row: CaseRow }) {
  const t = useText(texts)
  const said = useSaid()
  const may = useMay('case.step')
  const isWall = useWall()
  const { dueAt, lightAt, counts, severity, holder } = row
  const where = [row.place, row.division].find((each) => each !== null && !row.title.includes(each))
  const about = [where, holder ? said(holder.name) : null, said(row.state.name)]
  return (
    <Opening id={row.case}>
      <b>
        {severity && <Level of={severity} short />} {row.title}
      </b>
      {dueAt === null ? (
        <span>{t('noLimit')}</span>
      ) : (
        <Clock dueAt={dueAt} lightAt={lightAt} counts={counts && said(counts)} />
      )}
      <span>{about.filter(Boolean).join(' · ')}</span>
      <span>
        {counts && t('limit', { counts: said(counts) })} {!isWall && <i>{t(may ? 'act' : 'look')}</i>}
      </span>
    </Opening>
  )
}

/** Opens the case; on a wall nothing opens. */
function Opening({ id, children }: { id: string; children: ReactNode }) {
  const isWall = useWall()
  if (isWall) return <div className={css.need}>{children}</div>
  return (
    <Link {...page.deskCase(id)} search={{ queue: 'open' }} className={css.need}>
      {children}
    </Link>
  )
}
