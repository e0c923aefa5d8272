import type { ThingAnomalies, ThingForecast } from '../../contract/insight.ts'
import type { ThingSeries } from '../../contract/series.ts'
import { useApi } from '../api/query.ts'
import { api } from '../paths.ts'
import { useText } from '../ui/texts/use-text.ts'
import { useFormat } from '../ui/time/use-format.ts'
import css from './series.module.css'
import { texts } from './texts.ts'
import { useValue } from './use-value.ts'

/** Hours go by slowly: what is to come is asked for again now and then. */
const everyMs = 10 * 60_000

/** What is to come of a series and what was unusual in it, in words; nothing where there is neither. */
export function Outlook({ series }: { series: ThingSeries }) {
  const { thing, property } = series
  const ahead = useApi(api.thingForecast(thing.id, property), { everyMs })
  const unusual = useApi(api.thingAnomalies(thing.id, property), { everyMs })
  const said = ahead.data
  return (
    <>
      {said?.forecast && <ForecastTable forecast={said.forecast} unit={said.unit} />}
      {unusual.data && unusual.data.anomalies.length > 0 && <AnomalyTable {...unusual.data} />}
    </>
  )
}

interface ForecastTableProps {
  forecast: NonNullable<ThingForecast['forecast']>
  unit: string | null
}

function ForecastTable({ forecast, unit }: ForecastTableProps) {
  const t = useText(texts)
  const format = useFormat()
  const write = useValue()
  const { method, beatsNaive, errors, points } = forecast
  const shown = (value: number): string => write({ value, unit })
  return (
    <details className={css.more}>
      <summary>{t('forecast')}</summary>
      <p className={css.quiet}>
        {t('forecastHow', { method: t(method), error: shown(errors[method]) })} {!beatsNaive && t('forecastPlain')}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={css.scroll} aria-label={t('forecast')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('time')}</th>
              <th scope="col">{t('expected')}</th>
              <th scope="col">{t('atLeast')}</th>
              <th scope="col">{t('atMost')}</th>
            </tr>
          </thead>
          <tbody className="figures">
            {points.map(({ at, value, low, high }) => (
              <tr key={at}>
                <th scope="row">{format.when(at)}</th>
                <td>{shown(value)}</td>
                <td>{shown(low)}</td>
                <td>{shown(high)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}

function AnomalyTable({ anomalies, unit }: Pick<ThingAnomalies, 'anomalies' | 'unit'>) {
  const t = useText(texts)
  const format = useFormat()
  const write = useValue()
  return (
    <details className={css.more}>
      <summary>
        {t('anomalies')} <span className="figures">{anomalies.length}</span>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={css.scroll} aria-label={t('anomalies')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('time')}</th>
              <th scope="col">{t('figure')}</th>
              <th scope="col">{t('reason')}</th>
              <th scope="col">{t('score')}</th>
            </tr>
          </thead>
          <tbody className="figures">
            {anomalies.map(({ at, value, reason, score }) => (
              <tr key={at}>
                <th scope="row">{format.when(at)}</th>
                <td>{write({ value, unit })}</td>
                <td>{t(reason)}</td>
                <td>{score.toFixed(2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}
