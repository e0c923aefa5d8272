import { Link } from '@tanstack/react-router'
import type { Thing, ThingType } from '../../../../contract/city/index.ts'
import { cityApi, deviceApi } from '../../../api/manage.ts'
import { useMay } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { api, page } from '../../../paths.ts'
import { useValue } from '../../../series/use-value.ts'
import { Level } from '../../../ui/parts/level.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import { DeviceState } from '../devices/device-state.tsx'
import css from '../manage.module.css'
import { texts } from './texts.ts'

const newestCases = 5
const readingsEveryMs = 10_000

/** What a thing warns of and says now, the cases about it, and who sends for it: each as far as one may see it. */
export function ThingNow({ thing, type }: { thing: Thing; type: ThingType | undefined }) {
  const mayAlarms = useMay('alarm.view')
  const mayRead = useMay('reading.view')
  const mayCases = useMay('case.view')
  const mayDevices = useMay('device.manage')
  return (
    <>
      {mayAlarms && <Alarms code={thing.code} />}
      {mayRead && !thing.retired && <Latest thing={thing} type={type} />}
      {mayCases && <Cases code={thing.code} />}
      {mayDevices && <Devices code={thing.code} />}
    </>
  )
}

function Alarms({ code }: { code: string }) {
  const t = useText(texts)
  const said = useSaid()
  const format = useFormat()
  const asked = useApi(api.alarms({ thing: code, state: 'open' }), {
    refreshOn: ({ kind }) => kind.startsWith('alarm.'),
  })
  return (
    <section className={css.stack}>
      <h3>{t('alarms')}</h3>
      <Answer of={asked} lines={2}>
        {({ items }) => (
          <>
            {items.length === 0 && <p className={css.quiet}>{t('noAlarms')}</p>}
            {items.map(({ id, severity, title, because, raisedAt }) => (
              <div key={id} className={css.boxed}>
                <strong>
                  <Level of={severity} /> {said(title)}
                </strong>
                <span>{said(because)}</span>
                <time dateTime={raisedAt} className={css.quiet}>
                  {t('since', { time: format.when(raisedAt) })}
                </time>
              </div>
            ))}
          </>
        )}
      </Answer>
    </section>
  )
}

function Latest({ thing, type }: { thing: Thing; type: ThingType | undefined }) {
  const t = useText(texts)
  const said = useSaid()
  const format = useFormat()
  const value = useValue()
  const asked = useApi(cityApi.latestAt(thing), { everyMs: readingsEveryMs })
  const declared = Object.entries(type?.properties ?? {})
  return (
    <section className={css.stack}>
      <h3>{t('latest')}</h3>
      {declared.length === 0 && <p className={css.quiet}>{t('noProperties')}</p>}
      {declared.length > 0 && (
        <Answer of={asked} lines={declared.length}>
          {({ items }) => {
            const own = items.find(({ code }) => code === thing.code)
            const values = own?.values ?? {}
            return (
              <>
                {(own?.reports === 'late' || own?.reports === 'outOfRange') && (
                  <p className={css.quiet}>{t(own.reports)}</p>
                )}
                <dl className={css.facts}>
                  {declared.map(([property, { title }]) => {
                    const read = values[property]
                    return [
                      <dt key={`${property} title`}>{said(title)}</dt>,
                      <dd key={property}>
                        {read ? (
                          <>
                            <b className="figures">{value(read)}</b>{' '}
                            <time dateTime={read.at} className={css.quiet}>
                              {format.when(read.at)}
                            </time>
                          </>
                        ) : (
                          <span className={css.quiet}>{t('neverRead')}</span>
                        )}
                      </dd>,
                    ]
                  })}
                </dl>
              </>
            )
          }}
        </Answer>
      )}
    </section>
  )
}

function Cases({ code }: { code: string }) {
  const t = useText(texts)
  const said = useSaid()
  const asked = useApi(api.cases({ queue: 'all', q: code, order: 'newest', limit: newestCases }), {
    refreshOn: ({ kind }) => kind.startsWith('case.'),
  })
  return (
    <section className={css.stack}>
      <h3>{t('cases')}</h3>
      <Answer of={asked} lines={2}>
        {({ items, next }) => (
          <>
            {items.length === 0 && <p className={css.quiet}>{t('noCases')}</p>}
            {items.map(({ case: id, number, title, state }) => (
              <div key={id} className={css.rowed}>
                <Link {...page.deskCase(id)}>{number}</Link>
                <span>{title}</span>
                <span className={css.quiet}>{said(state.name)}</span>
              </div>
            ))}
            {next !== null && <Link {...page.desk({ queue: 'all', q: code })}>{t('allCases')}</Link>}
          </>
        )}
      </Answer>
    </section>
  )
}

function Devices({ code }: { code: string }) {
  const t = useText(texts)
  const asked = useApi(deviceApi.list({ thing: code, limit: 20 }), {
    refreshOn: ({ kind }) => kind.startsWith('device.'),
  })
  return (
    <section className={css.stack}>
      <h3>{t('devices')}</h3>
      <Answer of={asked} lines={2}>
        {({ items }) => (
          <>
            {items.length === 0 && <p className={css.quiet}>{t('noDevices')}</p>}
            {items.map((device) => (
              <div key={device.id} className={css.rowed}>
                <Link {...page.manage('devices', { q: device.id, id: device.id })} className={css.code}>
                  {device.id}
                </Link>
                <span>{device.name}</span>
                <DeviceState device={device} />
              </div>
            ))}
          </>
        )}
      </Answer>
    </section>
  )
}
