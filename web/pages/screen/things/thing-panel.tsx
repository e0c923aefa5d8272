import { Link } from '@tanstack/react-router'
import type { LatestOfThing } from '../../../../contract/latest.ts'
import type { Alarm } from '../../../../contract/sensing.ts'
import { useApi } from '../../../api/query.ts'
import { api, page } from '../../../paths.ts'
import { ThingSeries } from '../../../series/thing-series.tsx'
import { useThingType } from '../../../series/use-thing-type.ts'
import { useValue } from '../../../series/use-value.ts'
import { Loading } from '../../../ui/faces/faces.tsx'
import { Level } from '../../../ui/parts/level.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import type { ScreenSearch } from '../search.ts'
import { SidePanel } from './side-panel.tsx'
import { texts } from './texts.ts'
import css from './things.module.css'

/** The panel is narrow. */
const pointsInPanel = 240

interface ThingPanelProps {
  code: string
  things: readonly LatestOfThing[]
  alarms: readonly Alarm[]
  search: ScreenSearch
}

const refreshMs = 10_000

/** One thing: what it says now, what it warns of, its course, and its cases. */
export function ThingPanel({ code, things, alarms, search }: ThingPanelProps) {
  const t = useText(texts)
  const said = useSaid()
  const listed = things.find((one) => one.code === code)
  // Where there are very many things, those on the map are not all.
  const asked = useApi(api.thingLatest(code), { enabled: listed === undefined, everyMs: refreshMs })
  const thing = listed ?? asked.data
  const { type, titleOf, drawables, isWaiting } = useThingType(thing?.type ?? '')
  const { thing: _thing, ...closed } = search
  if (thing === undefined)
    return (
      <SidePanel title={code} closed={closed}>
        {asked.isPending ? (
          <Loading lines={3} />
        ) : (
          <>
            <p className={css.quiet}>{t('noThing', { code })}</p>
            <p className={css.quiet}>{t('noThingWhy')}</p>
          </>
        )}
      </SidePanel>
    )
  return (
    <SidePanel title={said(thing.name)} closed={closed}>
      <p className={css.quiet}>{[type && said(type.name), thing.code].filter(Boolean).join(' · ')}</p>
      {(thing.reports === 'late' || thing.reports === 'outOfRange') && <p className={css.quiet}>{t(thing.reports)}</p>}
      <Warnings alarms={alarms.filter((alarm) => alarm.thing.id === thing.id)} />
      <Values thing={thing} titleOf={titleOf} />
      {!isWaiting && <ThingSeries thing={code} properties={drawables} points={pointsInPanel} />}
      <p className={css.doors}>
        <Link {...page.thing(code)}>{t('itsPage')}</Link>
        <Link {...page.desk({ queue: 'all', q: code })}>{t('itsCases')}</Link>
      </p>
    </SidePanel>
  )
}

function Warnings({ alarms }: { alarms: readonly Alarm[] }) {
  const t = useText(texts)
  const said = useSaid()
  const format = useFormat()
  return (
    <ul className={css.list}>
      {alarms.map((alarm) => (
        <li key={alarm.id}>
          <b>
            <Level of={alarm.severity} /> {said(alarm.title)}
          </b>
          <span>{said(alarm.because)}</span>
          <time dateTime={alarm.raisedAt}>{t('sinceWhen', { time: format.when(alarm.raisedAt) })}</time>
        </li>
      ))}
    </ul>
  )
}

interface ValuesProps {
  thing: LatestOfThing
  titleOf: (property: string) => string
}

function Values({ thing, titleOf }: ValuesProps) {
  const t = useText(texts)
  const format = useFormat()
  const value = useValue()
  const values = Object.entries(thing.values)
  if (values.length === 0) return <p className={css.quiet}>{t('neverRead')}</p>
  return (
    <dl className={css.values}>
      {values.map(([property, read]) => (
        <div key={property}>
          <dt>{titleOf(property)}</dt>
          <dd>
            <b className="figures">{value(read)}</b>
            <time dateTime={read.at}>{format.when(read.at)}</time>
          </dd>
        </div>
      ))}
    </dl>
  )
}
