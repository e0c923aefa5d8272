import { Button } from 'antd'
import { useContext } from 'react'
import { staffApi } from '../../../api/manage.ts'
import { useMay } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { Empty } from '../../../ui/faces/faces.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { now } from '../../../ui/time/now.ts'
import { useFormat, Zone } from '../../../ui/time/use-format.ts'
import css from '../manage.module.css'
import { Page, Tools } from '../parts/page.tsx'
import { useUnitName } from '../parts/places.ts'
import { Sheet } from '../parts/sheet.tsx'
import { UnitChoice } from '../parts/unit-choice.tsx'
import { texts as common } from '../texts.ts'
import { useSection } from '../use-section.ts'
import { PlanForm } from './plan-form.tsx'
import { Roster } from './roster.tsx'
import { texts } from './texts.ts'
import { dateIn, dayAfter, mondayOf } from './week.ts'

const isNew = 'new'
const isAbout = ({ kind }: { kind: string }): boolean => kind.startsWith('duty.')

/** Duty rosters: who is there now, and a unit's week. */
export function DutyPage() {
  const t = useText(texts)
  const c = useText(common)
  const zone = useContext(Zone)
  const [search, show] = useSection()
  const { unit, id } = search
  const thisWeek = mondayOf(dateIn(zone, now()))
  const monday = /^\d{4}-\d\d-\d\d$/.test(search.from ?? '') ? mondayOf(search.from ?? '') : thisWeek
  const mayPlan = useMay('city.manage-duty')
  const leave = () => show({ id: undefined })
  return (
    <Page
      title={c('duty')}
      about={t('about')}
      actions={
        mayPlan &&
        unit && (
          <Button type="primary" onClick={() => show({ id: isNew })}>
            {t('plan')}
          </Button>
        )
      }
    >
      <Tools>
        <UnitChoice value={unit} onChange={(next) => show({ unit: next })} />
        {unit === undefined && <span className={css.note}>{t('chooseUnit')}</span>}
      </Tools>
      <OnDutyNow unit={unit} />
      {unit !== undefined && (
        <>
          <Weeks monday={monday} thisWeek={thisWeek} onShow={(from) => show({ from })} />
          <Roster key={`${unit} ${monday}`} unit={unit} monday={monday} mayPlan={mayPlan} />
        </>
      )}
      <Sheet title={t('plan')} open={id === isNew && unit !== undefined} onLeave={leave}>
        {unit && <PlanForm unit={unit} day={monday === thisWeek ? dateIn(zone, now()) : monday} onPlanned={leave} />}
      </Sheet>
    </Page>
  )
}

/** Each post that keeps a roster: who is there, until when, and who comes next. */
function OnDutyNow({ unit }: { unit: string | undefined }) {
  const t = useText(texts)
  const said = useSaid()
  const format = useFormat()
  const unitName = useUnitName()
  const asked = useApi(staffApi.dutyNow(unit), { refreshOn: isAbout })
  return (
    <section className={css.stack} aria-label={t('now')}>
      <h3>{t('now')}</h3>
      <Answer of={asked} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('noRoster')}>{t('noRosterWhy')}</Empty>
          ) : (
            <ul className={css.cards}>
              {items.map(({ postId, unitId, name, now: present, next }) => (
                <li key={postId} className={css.boxed}>
                  <strong>{said(name)}</strong>
                  <span className={css.quiet}>{unitName(unitId)}</span>
                  {present.length === 0 && <span className={css.soon}>▲ {t('nobody')}</span>}
                  {present.map((turn) => (
                    <span key={turn.id} className={css.good}>
                      ● {t('until', { name: said(turn.name), time: format.when(turn.endsAt) })}
                    </span>
                  ))}
                  {next && (
                    <span className={css.quiet}>
                      {t('nextUp', { name: said(next.name), time: format.when(next.startsAt) })}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </section>
  )
}

interface WeeksProps {
  readonly monday: string
  readonly thisWeek: string
  readonly onShow: (monday: string | undefined) => void
}

function Weeks({ monday, thisWeek, onShow }: WeeksProps) {
  const t = useText(texts)
  const format = useFormat()
  const noon = (date: string) => `${date}T12:00:00Z`
  return (
    <div className={css.tools}>
      <Button onClick={() => onShow(dayAfter(monday, -7))}>‹ {t('weekBefore')}</Button>
      <strong>{t('week', { from: format.day(noon(monday)), to: format.day(noon(dayAfter(monday, 6))) })}</strong>
      <Button onClick={() => onShow(dayAfter(monday, 7))}>{t('weekAfter')} ›</Button>
      {monday !== thisWeek && (
        <Button type="text" onClick={() => onShow(undefined)}>
          {t('thisWeek')}
        </Button>
      )}
    </div>
  )
}
