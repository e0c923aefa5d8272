import type { ThingReadings } from '../../../../contract/sensing.ts'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { api } from '../../../paths.ts'
import { useValue } from '../../../ui/parts/use-value.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import { courseOf } from './course-line.ts'
import { texts } from './texts.ts'
import css from './things.module.css'

const width = 320
const height = 72
const readingsAtOnce = 1500
const tableRows = 24
const everyMs = 30_000

interface CourseProps {
  code: string
  property: string
  title: string
}

/** The last day of one property: a line, and the same as a table. */
export function Course({ code, property, title }: CourseProps) {
  const t = useText(texts)
  const asked = useApi(api.thingReadings(code, { property, limit: readingsAtOnce }), { everyMs })
  return (
    <figure className={css.course}>
      <figcaption>{t('course', { property: title })}</figcaption>
      <Answer of={asked} lines={2}>
        {(answer) => <Drawn answer={answer} />}
      </Answer>
    </figure>
  )
}

function Drawn({ answer }: { answer: ThingReadings }) {
  const t = useText(texts)
  const value = useValue()
  const format = useFormat()
  const [series] = answer.series
  const course = courseOf(answer, width, height)
  if (series === undefined || course === null) return <p className={css.quiet}>{t('noCourse')}</p>
  const { path, least, most } = course
  return (
    <>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={path} fill="none" stroke="var(--accent)" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
      </svg>
      <p className={`figures ${css.range}`}>
        <span>{format.when(answer.from)}</span>
        <span>
          {value({ value: least, unit: series.unit })} – {value({ value: most, unit: series.unit })}
        </span>
        <span>{format.when(answer.to)}</span>
      </p>
      <details>
        <summary>{t('courseTable')}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('time')}</th>
              <th scope="col">{t('value')}</th>
            </tr>
          </thead>
          <tbody className="figures">
            {series.readings
              .slice(-tableRows)
              .reverse()
              .map((reading) => (
                <tr key={reading.at}>
                  <td>{format.when(reading.at)}</td>
                  <td>{value({ value: reading.value, unit: series.unit })}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </>
  )
}
