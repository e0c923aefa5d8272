import { Link, useParams } from '@tanstack/react-router'
import type { LatestOfThing } from '../../../contract/latest.ts'
import type { Alarm } from '../../../contract/sensing.ts'
import { useMay } from '../../api/me.ts'
import { useApi } from '../../api/query.ts'
import { Answer } from '../../frame/answer.tsx'
import { InHeader } from '../../frame/header-slot.tsx'
import { api, page } from '../../paths.ts'
import { ThingSeries } from '../../series/thing-series.tsx'
import { useThingType } from '../../series/use-thing-type.ts'
import { useValue } from '../../series/use-value.ts'
import { Level } from '../../ui/parts/level.tsx'
import { Panel } from '../../ui/parts/panel.tsx'
import { useTitle } from '../../ui/parts/title.ts'
import { useSaid, useText } from '../../ui/texts/use-text.ts'
import { useFormat } from '../../ui/time/use-format.ts'
import { texts } from './texts.ts'
import css from './thing.module.css'

const everyMs = 30_000

/** One thing: what it says now, what it warns of, and its courses over days and years. */
export function ThingPage() {
  const t = useText(texts)
  const { code } = useParams({ from: '/signed-in/officers/things/$code' })
  const asked = useApi(api.thingLatest(code), { everyMs })
  useTitle(code)
  return (
    <div className={css.page}>
      <InHeader>
        <h1>{t('title')}</h1>
      </InHeader>
      <Answer of={asked}>{(thing) => <Thing key={thing.id} thing={thing} />}</Answer>
    </div>
  )
}

function Thing({ thing }: { thing: LatestOfThing }) {
  const t = useText(texts)
  const said = useSaid()
  const format = useFormat()
  const mayView = useMay('alarm.view')
  const mayFind = useMay('case.view')
  const { code, absence } = thing
  const { type, titleOf, drawables, isWaiting } = useThingType(thing.type)
  const alarms = useApi(api.alarms({ thing: thing.id }), {
    enabled: mayView,
    refreshOn: ({ kind }) => kind.startsWith('alarm.'),
  })
  const located = useApi(api.locate({ lon: thing.lon, lat: thing.lat })).data
  const where = located?.path.map(({ name }) => said(name)).join(' › ')
  return (
    <>
      <header className={css.head}>
        <h2>{said(thing.name)}</h2>
        <p>{[type && said(type.name), code, where].filter(Boolean).join(' · ')}</p>
        {absence && <p>{t('away', { from: format.when(absence.from), until: format.when(absence.until) })}</p>}
        {(thing.reports === 'late' || thing.reports === 'outOfRange') && <p>{t(thing.reports)}</p>}
        <p className={css.doors}>
          {mayFind && <Link {...page.desk({ queue: 'all', q: code })}>{t('itsCases')}</Link>}
          <Link {...page.screen({ thing: code })}>{t('onScreen')}</Link>
        </p>
      </header>
      <div className={css.sides}>
        <Panel title={t('course')}>
          {!isWaiting && <ThingSeries thing={code} properties={drawables} points={720} />}
        </Panel>
        <div className={css.side}>
          <Panel title={t('now')}>
            <Values thing={thing} titleOf={titleOf} />
          </Panel>
          {mayView && (
            <Panel title={t('warnings')}>
              <Answer of={alarms} lines={2}>
                {({ items }) => <Warnings alarms={items} />}
              </Answer>
            </Panel>
          )}
        </div>
      </div>
    </>
  )
}

function Values({ thing, titleOf }: { thing: LatestOfThing; titleOf: (property: string) => string }) {
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
          <dd className="figures">
            <b>{value(read)}</b> <time dateTime={read.at}>{format.when(read.at)}</time>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Warnings({ alarms }: { alarms: readonly Alarm[] }) {
  const t = useText(texts)
  const said = useSaid()
  const format = useFormat()
  if (alarms.length === 0) return <p className={css.quiet}>{t('noWarnings')}</p>
  return (
    <ul className={css.list}>
      {alarms.map(({ id, severity, title, because, raisedAt }) => (
        <li key={id}>
          <b>
            <Level of={severity} /> {said(title)}
          </b>
          <span>{said(because)}</span>
          <time dateTime={raisedAt}>{t('sinceWhen', { time: format.when(raisedAt) })}</time>
        </li>
      ))}
    </ul>
  )
}
