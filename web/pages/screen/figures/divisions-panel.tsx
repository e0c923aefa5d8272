import { Link } from '@tanstack/react-router'
import type { Overview } from '../../../../contract/cases/index.ts'
import { Shape } from '../../../map/shape.tsx'
import { page } from '../../../paths.ts'
import { Panel } from '../../../ui/parts/panel.tsx'
import { useFit } from '../../../ui/parts/use-fit.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import type { ScreenSearch } from '../search.ts'
import { texts as common } from '../texts.ts'
import { useWall } from '../wall/wall.ts'
import { Door } from './door.tsx'
import css from './figures.module.css'
import { mostLate } from './most-late.ts'
import { texts } from './texts.ts'

type Row = Overview['divisions'][number]

const minuteMs = 60_000
const most = 60
/** The height of a row, in em; as the style has it. */
const rowEm = 2

/** The divisions one level below, like compared with like: open with the late ones among them, and the median time. */
export function DivisionsPanel({ rows, search }: { rows: readonly Row[]; search: ScreenSearch }) {
  const t = useText(texts)
  const [box, fits] = useFit<HTMLTableSectionElement>(most, rowEm)
  const shown = mostLate(rows, fits)
  const whole = Math.max(1, ...rows.map(({ open }) => open))
  const remark = shown.length < rows.length ? t('moreDivisions', { count: shown.length }) : undefined
  return (
    <Panel title={t('divisions')} remark={remark}>
      {rows.length === 0 ? (
        <p className={css.quiet}>{t('noDivisions')}</p>
      ) : (
        <table className={css.divisions}>
          <thead>
            <tr>
              <th scope="col">{t('division')}</th>
              <td />
              <th scope="col">{t('openShort')}</th>
              <th scope="col">{t('late')}</th>
              <th scope="col">{t('hoursUsed')}</th>
            </tr>
          </thead>
          <tbody ref={box}>
            {shown.map((row) => (
              <Division key={row.key} row={row} whole={whole} search={search} />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}

function Division({ row, whole, search }: { row: Row; whole: number; search: ScreenSearch }) {
  const t = useText(texts)
  const none = useText(common)('none')
  const said = useSaid()
  const format = useFormat()
  const isWall = useWall()
  const { key, open, late, medianMinutes } = row
  const name = said(row.name)
  const of = { queue: 'open', division: key } as const
  return (
    <tr>
      <th scope="row">
        {isWall ? (
          name
        ) : (
          <Link {...page.screen({ ...search, division: key })} title={t('goIn', { name })}>
            {name}
          </Link>
        )}
      </th>
      <td aria-hidden="true">
        <span className={css.bar}>
          <i data-part="late" style={{ width: `${(late / whole) * 100}%` }} />
          <i data-part="open" style={{ width: `${((open - late) / whole) * 100}%` }} />
        </span>
      </td>
      <td className="figures">
        <Door to={of}>{format.number(open)}</Door>
      </td>
      <td className="figures" data-late={late > 0}>
        <Door to={{ ...of, light: 'red' }}>
          {late > 0 && <Shape name="square" />} {format.number(late)}
        </Door>
      </td>
      <td className="figures">{medianMinutes === null ? none : format.span(medianMinutes * minuteMs)}</td>
    </tr>
  )
}
