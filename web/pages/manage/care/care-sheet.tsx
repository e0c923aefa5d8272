import { Button, Form, Input, Popconfirm, Select } from 'antd'
import { useContext, useState } from 'react'
import { ABSENCE_REASONS } from '../../../../contract/absence-reasons.ts'
import type { Absence, AbsenceReason } from '../../../../contract/absences.ts'
import { absenceApi } from '../../../api/absences.ts'
import { useCommand } from '../../../api/command.ts'
import { cityApi } from '../../../api/manage.ts'
import { useMay } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { ProblemNote } from '../../../frame/failed.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { now } from '../../../ui/time/now.ts'
import { Zone } from '../../../ui/time/use-format.ts'
import { instantIn } from '../../../ui/time/zone.ts'
import css from '../manage.module.css'
import { useDivisionName } from '../parts/places.ts'
import { SaveForm } from '../parts/sheet.tsx'
import { texts as common } from '../texts.ts'
import { AbsenceState, isOpen, Reason, Span } from './absence-parts.tsx'
import { Contacts } from './contacts.tsx'
import { texts } from './texts.ts'

/** One home or thing: its absences, and whom to tell. */
export function CareSheet({ code }: { code: string }) {
  const t = useText(texts)
  const c = useText(common)
  const said = useSaid()
  const division = useDivisionName()
  const thing = useApi(cityApi.thing(code)).data
  const mayKeep = useMay('city.read-thing-contacts')
  return (
    <div className={css.stack}>
      {thing && (
        <dl className={css.facts}>
          <dt>{t('name')}</dt>
          <dd>{said(thing.name)}</dd>
          <dt>{c('division')}</dt>
          <dd>{division(thing.divisionKey)}</dd>
        </dl>
      )}
      <Absences code={code} />
      <section className={css.stack}>
        <h3>{t('contacts')}</h3>
        {mayKeep ? <Contacts code={code} /> : <p className={css.note}>{t('notYours')}</p>}
      </section>
    </div>
  )
}

function Absences({ code }: { code: string }) {
  const t = useText(texts)
  const [adding, setAdding] = useState(false)
  const asked = useApi(absenceApi.of(code), { refreshOn: ({ kind }) => kind.startsWith('absence.') })
  const done = () => {
    setAdding(false)
    void asked.refetch()
  }
  return (
    <section className={css.stack}>
      <h3>{t('absences')}</h3>
      {adding ? (
        <Announce code={code} onDone={done} onLeave={() => setAdding(false)} />
      ) : (
        <div>
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('announce')}
          </Button>
        </div>
      )}
      <Answer of={asked} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={css.note}>{t('none')}</p>
          ) : (
            <ul className={css.stack}>
              {items.map((absence) => (
                <One key={absence.id} code={code} absence={absence} onDone={done} />
              ))}
            </ul>
          )
        }
      </Answer>
    </section>
  )
}

function One({ code, absence, onDone }: { code: string; absence: Absence; onDone: () => void }) {
  const t = useText(texts)
  const c = useText(common)
  const end = useCommand(absenceApi.end(code, absence.id), onDone)
  return (
    <li className={css.boxed}>
      <div className={css.rowed}>
        <strong>
          <Reason of={absence.reason} />
        </strong>
        <span className="figures">
          <Span of={absence} />
        </span>
        <AbsenceState of={absence} />
      </div>
      {isOpen(absence) && (
        <div>
          <Popconfirm title={t('endSure')} okText={c('yes')} cancelText={c('cancel')} onConfirm={() => end.mutate({})}>
            <Button loading={end.isPending}>{t('end')}</Button>
          </Popconfirm>
        </div>
      )}
      {end.error && <ProblemNote problem={end.error} />}
    </li>
  )
}

interface Values {
  readonly reason: AbsenceReason
  readonly from: string
  readonly until: string
}

/** A moment as a date and time input has it, in the zone of the place. */
const localIn = (zone: string, at: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
    .format(at)
    .replace(' ', 'T')

const dayMs = 86_400_000

function Announce({ code, onDone, onLeave }: { code: string; onDone: () => void; onLeave: () => void }) {
  const t = useText(texts)
  const said = useSaid()
  const zone = useContext(Zone)
  const announce = useCommand(absenceApi.announce(code), onDone)
  const reasons = Object.entries(ABSENCE_REASONS).map(([value, name]) => ({ value, label: said(name) }))
  const required = [{ required: true }]
  return (
    <SaveForm<Values>
      initial={{ reason: 'away', from: localIn(zone, now()), until: localIn(zone, now() + dayMs) }}
      onSave={({ reason, from, until }) =>
        announce.mutate({ reason, from: instantIn(zone, from), until: instantIn(zone, until) })
      }
      saving={announce.isPending}
      problem={announce.error}
      onLeave={onLeave}
      verb={t('announce')}
    >
      <Form.Item name="reason" label={t('reason')} rules={required}>
        <Select options={reasons} />
      </Form.Item>
      <div className={css.pair}>
        <Form.Item name="from" label={t('from')} rules={required}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="until" label={t('until')} rules={required}>
          <Input type="datetime-local" />
        </Form.Item>
      </div>
    </SaveForm>
  )
}
