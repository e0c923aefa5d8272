import type { Alarm } from '../../contract/sensing.ts'
import type { ThingSeries } from '../../contract/series.ts'
import { Level } from '../ui/parts/level.tsx'
import { useSaid, useText } from '../ui/texts/use-text.ts'
import { useFormat } from '../ui/time/use-format.ts'
import css from './series.module.css'
import { texts } from './texts.ts'
import { useValue } from './use-value.ts'

/** The points of a course as a table, the newest first. */
export function PointTable({ series }: { series: ThingSeries }) {
  const t = useText(texts)
  const format = useFormat()
  const write = useValue()
  const { unit, kind, bucketMs, points } = series
  const isSingle = bucketMs === null
  const value = (read: number): string => write({ value: isSingle && kind === 'boolean' ? read === 1 : read, unit })
  return (
    <details className={css.more}>
      <summary>{t('table')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={css.scroll} aria-label={t('table')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('time')}</th>
              <th scope="col">{t(isSingle ? 'reading' : 'mean')}</th>
              {!isSingle && (
                <>
                  <th scope="col">{t('least')}</th>
                  <th scope="col">{t('most')}</th>
                  <th scope="col">{t('count')}</th>
                </>
              )}
            </tr>
          </thead>
          <tbody className="figures">
            {points.toReversed().map(({ at, mean, min, max, count }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: several readings may be of one moment
              <tr key={`${at} ${index}`}>
                <th scope="row">{format.when(at)}</th>
                <td>{value(mean)}</td>
                {!isSingle && (
                  <>
                    <td>{value(min)}</td>
                    <td>{value(max)}</td>
                    <td>{count}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}

/** The alarms marked in a course, in words. */
export function AlarmTable({ alarms }: { alarms: readonly Alarm[] }) {
  const t = useText(texts)
  const said = useSaid()
  const format = useFormat()
  if (alarms.length === 0) return null
  return (
    <details className={css.more}>
      <summary>
        {t('alarmsTable')} <span className="figures">{alarms.length}</span>
      </summary>
      <ul className={css.alarms}>
        {alarms.map(({ id, severity, title, raisedAt, clearedAt }) => (
          <li key={id}>
            <Level of={severity} /> <b>{said(title)}</b>
            <span className="figures">
              {format.when(raisedAt)} – {clearedAt === null ? '' : format.when(clearedAt)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
